"""What a provision means for the outcome: cost, burden, access by other means, later publication, or an exemption.

Sources: FOIA 2000 ss. 12, 14, 21, 22; FOISA 2002 ss. 12, 14, 25, 27; EIR 2004 reg. 6 and 12(4)(b); EI(S)R 2004 reg. 6
and 10(4)(b); Freedom of Information (Jersey) Law 2011 arts. 16, 23, 36; Freedom of Information Act 2015 (Isle of Man)
s. 20.
"""

from __future__ import annotations

from typing import Literal

Meaning = Literal["cost", "burden", "unreasonable", "access", "later", "other"]

COST = {("FOIA", "12"), ("FOISA", "12"), ("JERSEY", "16")}
BURDEN = {("FOIA", "14"), ("FOISA", "14")}
UNREASONABLE = {("EIR", "12(4)(b)"), ("EISR", "10(4)(b)")}
"""Requests manifestly unreasonable, for their cost or for their burden."""
ACCESS = {("FOIA", "21"), ("FOISA", "25"), ("EIR", "6"), ("EISR", "6"), ("IOM", "20"), ("JERSEY", "23")}
LATER = {("FOIA", "22"), ("FOISA", "27"), ("JERSEY", "36")}


def meaning(regime: str, provision: str) -> Meaning:
    """What an applied provision means. `provision`: as in the record, `31(1)(a)`."""
    key = (regime, provision.partition("(")[0])
    if key in COST:
        return "cost"
    if key in BURDEN:
        return "burden"
    if (regime, provision) in UNREASONABLE:
        return "unreasonable"
    if key in ACCESS:
        return "access"
    return "later" if key in LATER else "other"
