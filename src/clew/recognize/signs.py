"""What the words around one occurrence of a name say about its kind: the votes names are counted by."""

from collections.abc import Iterator

from clew.recognize.runs import hint
from clew.recognize.tree import SUBJECTS, Tree
from clew.recognize.vocabulary import words

KIND = {"PERSON": "person", "ORG": "organization", "GPE": "place", "LOC": "place", "FAC": "place"}

# Longer words in capitals are no initials.
LONGEST = 9
# That a lone name is where somebody is from weighs more than the tagger's word: it takes such land for people.
LAND = 8.0

# So does what no person has, against a person: "Orrin shareholders". A place may have it all the same.
OWNER = 8.0

Votes = dict[str, float]

# What counts against all kinds: "the album Skal"; how often a name was seen, and as the subject of a verb.
NOTHING, SEEN, ACTS = "nothing", "seen", "acts"

# How much each sign weighs against one hint of the name finder, which is wrong on half the organisations of other people's news.
TITLE, GIVEN, WHO, NOUN, SPEAKS, LOCATIVE, JOINED = 4.0, 1.5, 3.0, 2.0, 1.5, 1.5, 0.5


def vote(votes: Votes, tree: Tree, run: range, *, titled: bool) -> None:
    """Add to `votes` what one occurrence of a name says for each kind, and whether "the" stands before it."""
    for i in run:
        if kind := KIND.get(hint(tree.tokens[i])):
            votes[kind] += 1 / len(run)
    votes[SEEN] += 1
    head = head_of(tree, run)
    if titled:
        votes["person"] += TITLE
    if begins_with_given(tree, run):
        votes["person"] += GIVEN
    if _is_in_letter(tree, run):
        votes["person"] += WHO
    if run.start and tree.tokens[run.start - 1].text.lower() == "the":
        votes["the"] += 1
    if is_short_for(tree, run):
        votes["organization"] += NOUN
    if _is_owner(tree, run):
        votes["person"] -= OWNER
        votes["organization"] += NOUN
    if _is_land(tree, run):
        votes["place"] += LAND
    _vote_by_clause(votes, tree, head)
    _vote_by_nouns(votes, tree, run, head)


def begins_with_given(tree: Tree, run: range) -> bool:
    """Whether a run of two to four words begins with a given name that is not also a common word."""
    first = tree.tokens[run.start].text
    given = words("given_names", "he", "she", "either")
    return 1 < len(run) < 5 and first in given and first not in words("given_names", "word")


def _is_owner(tree: Tree, run: range) -> bool:
    """Whether a lone word stands right before what only a body has: "Orrin chairperson Bo Lund", "Orrin shareholders"."""
    after = tree.tokens[run.stop : run.stop + 1]
    return len(run) == 1 and bool(after) and after[0].text.islower() and after[0].lemma in words("roles", "only_organization")


def _is_land(tree: Tree, run: range) -> bool:
    """Whether a lone word is what a lord or a family is of: "Earl of Skal", "Bo Lund of Harbour"."""
    if len(run) > 1 or run.start < 2 or tree.tokens[run.start - 1].text != "of":
        return False
    before = tree.tokens[run.start - 2]
    return before.text in words("titles", "land") or (hint(before) == "PERSON" and before.text[0].isupper())


def _is_in_letter(tree: Tree, run: range) -> bool:
    """Whether a letter greets who is named, or is signed by: "Dear Ann", "Yours, Bo"."""
    before = tree.tokens[max(0, run.start - 2) : run.start]
    if not before or len(run) > 2:
        return False
    mark = before[-1].text in {",", ".", "!"}
    signs = mark and len(before) > 1 and before[0].text.lower() in words("names", "signs")
    return before[-1].text in words("names", "greets") or (signs and _ends_line(tree, run))


def _ends_line(tree: Tree, run: range) -> bool:
    """Whether nothing follows `run` on its line."""
    text, end = tree.document.text, tree.tokens[run[-1]].end
    return not text[end : end + 2].strip(" .,") or text[end : end + 2].lstrip(" .,").startswith("\n")


def head_of(tree: Tree, run: range) -> int:
    """Return the word of `run` that hangs on a word outside it."""
    return next((i for i in reversed(run) if tree.tokens[i].head not in run or tree.tokens[i].head == i), run[-1])


def is_short_for(tree: Tree, run: range) -> bool:
    """Whether a lone word in brackets is made of the initials of the words before it: "Skal Harbour Office (SHO)"."""
    if len(run) > 1 or run.start < 3 or tree.tokens[run.start - 1].text != "(":
        return False
    letters = tree.tokens[run.start].text.replace(".", "")
    before = tree.tokens[max(0, run.start - 1 - 2 * len(letters)) : run.start - 1]
    if before[-1].text in words("organizations", "nothing"):
        return False  # "Distinguished Service Medal (DSM)"
    initials = "".join(t.text[0] for t in before if t.text[0].isupper())
    return 2 < len(letters) < LONGEST and letters.isupper() and initials.endswith(letters)


def common_shorts(tree: Tree) -> Iterator[tuple[str]]:
    """Yield the letters that stand in brackets for common words before them, and so name nobody: "free trade zone (FTZ)"."""
    for i, token in enumerate(tree.tokens[:-2]):
        letters = tree.tokens[i + 1].text
        if token.text == "(" and tree.tokens[i + 2].text == ")" and letters.isupper() and 2 < len(letters) < LONGEST:
            before = [t.text for t in tree.tokens[max(0, i - 2 * len(letters)) : i] if t.text[0].isalpha()][-len(letters) :]
            if all(word.islower() for word in before) and "".join(word[0].upper() for word in before) == letters:
                yield (letters,)


def _vote_by_clause(votes: Votes, tree: Tree, head: int) -> None:
    """Count what only people do, where only places are, and what a list's first name is taken for."""
    token = tree.tokens[head]
    above = tree.tokens[token.head]
    if token.dep in SUBJECTS and above.lemma in words("names", "speaks"):
        votes["person"] += SPEAKS
    if token.dep in SUBJECTS and above.pos == "VERB":
        votes[ACTS] += 1
    if token.dep == "pobj" and above.lemma in {"in", "near", "across"}:
        votes["place"] += LOCATIVE
    if token.dep == "conj" and (kind := KIND.get(hint(above))):
        votes[kind] += JOINED
    if any(_is_who(tree, clause, head) for clause in tree.children(head, "relcl")):
        votes["person"] += WHO


def _is_who(tree: Tree, clause: int, head: int) -> bool:
    """Whether `clause` begins with "who" right after the word `head`."""
    return any(k < clause and tree.tokens[k].text.lower() in {"who", "whom", "whose"} for k in (head + 1, head + 2))


def _vote_by_nouns(votes: Votes, tree: Tree, run: range, head: int) -> None:
    """Count nouns that say what the name is: "coach Tom Roe", "Orrin, a lawyer", "Vantor, a firm", "the town of Skal"."""
    nouns = [tree.tokens[c] for c in (*tree.children(head, "appos"), *_said_to_be(tree, head))]
    nouns += [tree.tokens[c] for c in tree.children(head, "compound", "nmod") if c == run.start - 1]
    above = tree.tokens[head].head
    if tree.tokens[head].dep == "appos":
        nouns.append(tree.tokens[above])
    if tree.tokens[head].dep == "pobj" and tree.tokens[above].text == "of":
        town = tree.tokens[tree.tokens[above].head]
        nouns += [town] if town.lemma in words("organizations", "is_place") else []
    if tree.tokens[head].dep in {"compound", "nmod"}:
        owner = tree.tokens[above].lemma
        votes["organization"] += JOINED * (owner in words("roles", "of_organization"))
        votes["place"] += JOINED * (owner in words("roles", "of_place"))
    for noun in nouns:
        if noun.pos == "NOUN" and (kind := _kind_of_noun(noun.lemma)):
            votes[kind] += NOUN


def _said_to_be(tree: Tree, head: int) -> list[int]:
    """Return what the name is said to be: "lake" in "Skal is a lake near Orrin"."""
    above = tree.tokens[head].head
    says = tree.tokens[head].dep == "nsubj" and tree.tokens[above].lemma in {"be", "become"}
    return tree.children(above, "attr") if says else []


def _kind_of_noun(lemma: str) -> str | None:
    if lemma in words("roles", "person"):
        return "person"
    if lemma in words("organizations", "is_organization"):
        return "organization"
    if lemma in words("organizations", "is_place"):
        return "place"
    return NOTHING if lemma in words("organizations", "is_nothing") else None
