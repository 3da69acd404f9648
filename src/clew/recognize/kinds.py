"""Which kind of thing a spelling names, from its words and from the votes of its occurrences."""

import re

from clew.recognize.signs import ACTS, NOTHING, SEEN, SPEAKS, TITLE, Votes
from clew.recognize.tree import Tree
from clew.recognize.vocabulary import words

Key = tuple[str, ...]


def key_of(tree: Tree, run: range) -> Key:
    """Return the words of `run` as they are written."""
    return tuple(tree.tokens[i].text for i in run)


# Acronyms are written with this many capitals.
ACRONYM = re.compile(r"(?:[A-Z]\.?){2,6}$")
_ROMAN = re.compile(r"[IVX]+(?:[.)].*)?$")
_DIGIT = re.compile(r"\d")

# A name takes this much: one hint of the name finder on half its words.
ENOUGH = 0.5

# Longer names of people are misread headings.
LONGEST_PERSON = 4


def kind_of(key: Key, votes: Votes, lowered: frozenset[str]) -> str | None:
    """Return what `key` names, or None: nothing. lowered: the words the document also writes small."""
    if _is_nothing(key, votes, lowered):
        return None
    headed = by_head(key)
    if headed and not (key[-1] in words("organizations", "surname") and _is_full_name(key, votes)):
        return headed
    if len(key) == 1 and (kind := _by_letters(key[0], votes)):
        return kind
    best = max(("organization", "person", "place"), key=lambda k: votes[k])
    odd = best == "person" and (sum(word[0].isalpha() for word in key) > LONGEST_PERSON or _is_guess(key, votes))
    return None if votes[best] < max(ENOUGH, votes[NOTHING]) or odd else best


def _is_guess(key: Key, votes: Votes) -> bool:
    """Whether a lone word that is no given name is a person's by nothing but the name finder's word, wrong four times in five."""
    known = len(key) > 1 or key[0] in words("given_names", "he", "she", "either")
    often = votes[SEEN] > 2 and votes["person"] == votes[SEEN]
    return not known and not often and not votes[ACTS] and votes["person"] <= votes[SEEN]


def by_head(key: Key) -> str | None:
    """Return what the head word of a name says: the last one, or the one before "of"."""
    head = next((key[k - 1] for k in range(1, len(key)) if key[k] in {"of", "for", "on"}), key[-1])
    if key[-1] in words("organizations", "legal") or key[-1] in words("organizations", "body"):
        return "organization"
    if len(key) == 1:
        return None
    if head in words("organizations", "organization") or key[-1] in words("organizations", "small"):
        return "organization"
    quarter = key[0] in words("organizations", "quarter") and len(key) == 2
    return "place" if quarter or head in words("organizations", "place") else None


def without_thing(key: Key) -> Key:
    """Return `key` without trailing words for things: ("Vale",) for "Vale Statement"."""
    end = len(key)
    while end and key[end - 1] in words("organizations", "nothing"):
        end -= 1
    return key[:end]


def _is_nothing(key: Key, votes: Votes, lowered: frozenset[str]) -> bool:
    """Whether the words name no person, organisation or place: a thing, a post, a numeral, or common words in capitals."""
    if key[-1] in words("organizations", "nothing") or key[0] in words("organizations", "nothing_first"):
        return True
    if len(key) == 1 and (_ROMAN.match(key[0]) or _DIGIT.search(key[0]) or not key[0][0].isalpha()):
        return True
    if len(key) == 1 and (_is_lone_post(key[0], votes) or _is_lone_head(key[0], votes)):
        return True
    if votes["person"] >= TITLE or by_head(key):
        return False
    return is_post(key) or all(word.lower() in lowered for word in key if word[0].isupper())


def _is_lone_head(word: str, votes: Votes) -> bool:
    """Whether a lone word is the head of a name cut short: "the Committee", "Northern"; not "Mr. Church", "Congress"."""
    head = word in words("organizations", "organization", "place") - words("organizations", "body")
    least = SPEAKS if word in words("organizations", "surname") else TITLE
    return (head and votes["person"] < least) or word in words("organizations", "quarter")


def _is_lone_post(word: str, votes: Votes) -> bool:
    """Whether a lone word is a post or its plural: "the President", "Ambassadors"; not "Mr. Bishop"."""
    single = word.removesuffix("s")
    post = single in words("titles", "post") or is_post((single,))
    return post and (votes["the"] > 0 or votes["person"] < TITLE)


def is_post(key: Key) -> bool:
    """Whether a name is a post in capitals: "Special Counsel", "National Security Adviser"."""
    last = key[-1].lower()
    return last in words("roles", "person") or last in words("roles", "post")


def _by_letters(word: str, votes: Votes) -> str | None:
    """Return what capitals alone say: a country's or a body's short form, unless a title or "who" speaks for a person."""
    if word in words("names", "place"):
        return "place"
    if not ACRONYM.match(word) or votes["person"] >= TITLE:
        return None
    return "place" if votes["place"] > max(votes["organization"], votes["person"]) else "organization"


def _is_full_name(key: Key, votes: Votes) -> bool:
    """Whether a name that ends in a word for a place is a person's all the same: "Steve Hall"; never after "the"."""
    other = votes["place"] + votes["organization"] + votes["the"]
    return len(key) in {2, 3} and votes["person"] >= 1 and votes["person"] > other
