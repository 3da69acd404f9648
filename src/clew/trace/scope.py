"""What a statement covers, by its own words: all occasions or one, one matter only, what is remembered."""

import re
from typing import NamedTuple

from clew.trace.conflictwords import pattern, table


class Scope(NamedTuple):
    """How far a denial reaches.

    always    it is of every occasion: "never", "any contact"
    other     it sets aside what was told before: "no other meeting"
    recall    it is of what is remembered, known or believed
    matter    the words that keep it to one matter, way or capacity, or ""
    once      it is of one occasion, which its words name ("on her visit", "that evening")
    mood      the words that make it no denial that a thing happened ("would not meet"), or ""
    """

    always: bool
    other: bool
    recall: bool
    matter: str
    once: bool
    mood: str


def scope_of(clause: str, sentence: str) -> Scope:
    """Return the scope of a denial. clause: its own words; sentence: those around it, for what is said about the whole."""
    denial = _denial(clause)
    matter = pattern("scope", "matter").search(denial)
    mood = pattern("scope", "other_mood").search(clause)
    return Scope(
        always=bool(pattern("scope", "always").search(clause)),
        other=bool(pattern("scope", "other").search(clause)),
        recall=bool(pattern("scope", "recall").search(sentence)),
        matter=" ".join(denial[matter.start() :].split()) if matter else "",
        once=bool(pattern("scope", "occasion").search(denial)),
        mood=mood[0] if mood else "",
    )


def _denial(clause: str) -> str:
    """Return what is denied: from "never", "no", "not" to where the sentence goes on to another thing. What stands before limits
    nothing ("that I met him")."""
    found = re.search(r"\b(?:never|no|not|nor|none|without|den(?:y|ied|ies|ying))\b|n['’]t\b", clause, re.IGNORECASE)
    rest = clause[found.end() :] if found else clause
    end = re.search("|".join(table("scope")["breaks"]), rest)
    return rest[: end.start()] if end else rest
