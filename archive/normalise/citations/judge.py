"""Applied or only mentioned: points for what the text says around a citation, taken away for what it denies.

The signs and weights follow the decision procedure for police answers: a list headed by `by virtue of the following
exemptions`, a verb of applying, a number with its title on a line of its own; against it what is negated, what is
merely possible, what a previous answer said, statute quoted or paraphrased, counts of exemptions used.
"""

from __future__ import annotations

from typing import NamedTuple

from archive.normalise.citations import signs


class Verdict(NamedTuple):
    """Status, the rule that decided, and the points."""

    status: str
    rule: str
    score: int


class Setting(NamedTuple):
    """What is known of the place of a citation before its sentence is read."""

    listed: bool = False
    denied: bool = False
    alone: bool = False
    titled: bool = False
    linked: bool = False
    counted: bool = False
    authority: bool = False
    neither: bool = False


def judge(sentence: str, at: int, end: int, setting: Setting, top: str, ranged: bool) -> Verdict:
    """The status of a citation that stands at `at` to `end` in its lower-case sentence, on the response's side."""
    if ranged:
        return Verdict("mentioned", "range", -3)
    if setting.counted:
        return Verdict("mentioned", "counted", -4)
    if setting.linked:
        return Verdict("mentioned", "pointer", -2)
    if setting.denied:
        return Verdict("negated", "list_denied", -4)
    if top in ("12", "14") and signs.PARAPHRASE.search(sentence):
        return Verdict("mentioned", "paraphrase", -3)
    after = signs.PARENTHESIS.sub("", sentence[end : end + 260], count=1)[:160]
    before = sentence[:at]
    cut = 0
    for found in signs.CLAUSE.finditer(before):
        cut = found.end()
    clause_before = before[max(cut, at - 170) :]
    stop = signs.CLAUSE.search(after)
    clause_after = after[: stop.start()] if stop else after
    if _denied(clause_before, clause_after) or signs.REJECTED.search(after):
        return Verdict("negated", "negated", -4)
    score, rule = _points(sentence, setting)
    doubt = "" if setting.authority else _doubt(sentence, before, clause_before, clause_after, setting, top)
    if doubt:
        return Verdict("mentioned", doubt, score - 4)
    return Verdict("applied" if score >= 2 else "mentioned", rule or "no_verb", score)


def _denied(before: str, after: str) -> bool:
    """Whether the clause says that the provision is not relied on. A duty that does not apply is no denial."""
    if signs.NEGATED_BEFORE.search(before) and not (signs.DUTY.search(before) and "by virtue" in before):
        return True
    return signs.NEGATED_AFTER.search(after) is not None


def _points(sentence: str, setting: Setting) -> tuple[int, str]:
    """What speaks for the provision's being applied, and the first sign of it."""
    score, rule = 0, ""
    for present, points, name in (
        (setting.listed, 3, "list"),
        (signs.has_verb(sentence), 3, "verb"),
        (setting.authority, 3, "authority"),
        (setting.alone or setting.titled, 2, "heading" if setting.alone else "title"),
        (bool(signs.NATURE.search(sentence)), 2, "nature"),
    ):
        if present:
            score += points
            rule = rule or name
    return score, rule


def _doubt(sentence: str, before: str, clause_before: str, clause_after: str, setting: Setting, top: str) -> str:
    """Why a citation does not count although it scores, or an empty string."""
    if setting.listed:
        return ""
    if signs.COUNTED.search(sentence) and not signs.WITHHELD.search(sentence):
        return "counted"
    if top not in ("21", "14", "25") and signs.EARLIER.search(sentence) and not signs.UPHELD.search(sentence):
        return "earlier_answer"
    if signs.ELSEWHERE.search(sentence):
        return "elsewhere"
    if top not in ("12", "14") and signs.GENERIC.search(sentence):
        return "paraphrase"
    if signs.POINTER.search(sentence) and signs.BRACKETED.search(sentence):
        return "pointer"
    if setting.neither:
        return ""
    possible = signs.POSSIBLE_BEFORE.search(clause_before)
    if possible and not signs.WOULD_APPLY.search(possible.group()):
        return "possible"
    if signs.POSSIBLE_AFTER.search(clause_after[:110]):
        return "possible"
    if len(before) > 8 and signs.CONDITION.search(before):
        return "possible"
    if signs.OTHER_REQUEST.search(before) and signs.LATER.search(sentence):
        return "possible"
    return ""
