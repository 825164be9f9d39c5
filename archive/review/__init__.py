"""Review: what is held and why, what was decided, and what to tell a force."""

from archive.review.held import DecisionTaken, HeldItem, all_decisions, held_items
from archive.review.notices import force_notice

__all__ = ["DecisionTaken", "HeldItem", "all_decisions", "force_notice", "held_items"]
