"""The furniture of each kind of site: banners, navigation, feedback forms, in our own words but in the known order.

Kept apart from the answers because it changes apart from them: a changed banner is no edit of a disclosure, and the
`chrome` switch changes only what is here.
"""

from __future__ import annotations

from html import escape

from scraper.replica.bodies import ReplicaForce
from scraper.replica.disclosures import notice


def page(force: ReplicaForce, title: str, main: str, *, chrome: int = 0, welsh: bool = False) -> str:
    """A whole HTML page round the main content. `chrome` counts the changes made to the furniture."""
    before, after = {
        "single_online_home": _online_home,
        "avon_and_somerset": _own_site,
        "west_midlands": _blog,
        "psni": _drupal,
    }[force.platform](force, chrome)
    return (
        f'<!doctype html>\n<html lang="{"cy" if welsh else "en-GB"}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(title)} | {escape(force.name)}</title>\n"
        f'<link rel="stylesheet" href="/assets/site.css?v={chrome}">\n</head>\n<body>\n'
        f"{before}\n{main}\n{after}\n<footer><p>{escape(notice())}</p>"
        '<ul><li><a href="/privacy/">Privacy</a></li>'
        '<li><a href="/assets/accessibility-statement.pdf">Accessibility statement (PDF)</a></li></ul>'
        f"<p>{escape(force.name)}</p></footer>\n</body>\n</html>\n"
    )


def _online_home(force: ReplicaForce, chrome: int) -> tuple[str, str]:
    incident = f'<div role="status"><p>Notice {chrome}: our lines are busy today.</p></div>' if chrome else ""
    before = (
        '<p>Quickly exit this site by pressing the Escape key</p><a href="https://www.example.com/">Leave this site</a>'
        '<div id="js-consent-banner"><p>We use some essential cookies to make our website work.</p>'
        "<p>You can manage your preferences and cookie settings at any time.</p>"
        '<button id="js-cookie-accept-button">Accept</button><button id="js-cookie-reject-button">Reject</button></div>'
        "<p>Sorry, there was a technical problem. Please try again.</p>"
        f'{incident}<header><a href="/">{escape(force.name)}</a><nav><ul><li><a href="/ro/report/">Report</a></li>'
        '<li><a href="/advice/">Advice</a></li><li><a href="/foi-ai/af/accessing-information/">Accessing information</a>'
        "</li></ul></nav></header>"
    )
    return before, ""


def _own_site(force: ReplicaForce, chrome: int) -> tuple[str, str]:
    before = (
        '<a href="https://www.example.com/">Leave site</a><a href="#main">Skip to content</a>'
        + (f"<p>Site notice {chrome}: some phone lines are slow this week.</p>" if chrome else "")
        + '<p>You are here: <a href="/">Home</a> &raquo; <a href="/about/">About us</a> &raquo; '
        '<a href="/about/freedom-of-information/">Freedom of Information</a></p>'
    )
    after = (
        '<section><h2>Page feedback</h2><form method="post" action="/feedback"><p>Was this page useful? *</p>'
        '<label><input type="radio" name="u" value="y"> Yes</label><label><input type="radio" name="u" value="n"> No</label>'
        '<label for="why">What best describes the reason for your visit today?</label><select id="why"><option>Looking '
        "something up</option></select></form></section>"
    )
    return before, after


def _blog(force: ReplicaForce, chrome: int) -> tuple[str, str]:
    before = (
        f'<a href="#content">Skip to content</a><header><a href="/">{escape(force.name)} FOI</a>'
        f'<nav><a href="/disclosure-log/">Disclosure log</a>{" &middot; New: updated menu" * chrome}</nav></header>'
    )
    after = (
        "<p>Comments are closed</p><aside><h2>Archives</h2><ul>"
        + "".join(f'<li><a href="/{year}/">{year}</a></li>' for year in range(2026, 2020, -1))
        + "</ul></aside>"
    )
    return before, after


def _drupal(force: ReplicaForce, chrome: int) -> tuple[str, str]:
    before = (
        '<a href="#main-content">Skip to main content</a><header><nav><ul><li><a href="/contact-us">Contact us</a></li>'
        f'<li><a href="/about-us">About us</a></li></ul></nav>{"<p>Search is being improved.</p>" * chrome}</header>'
    )
    return (
        before,
        '<aside><h2>Related pages</h2><ul><li><a href="/about-us/our-publications">Publications</a></li></ul></aside>',
    )
