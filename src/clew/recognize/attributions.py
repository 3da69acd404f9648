"""Attributions in prose: the words that say who says so, and the words that are said."""

from collections.abc import Iterator

from clew.recognize.certainty import weaker
from clew.recognize.chains import Attribution
from clew.recognize.clauses import clause, clause_words, passive, phrases, trimmed
from clew.recognize.contents import content_of_noun, content_of_verb
from clew.recognize.cues import SEEMS, Cue, cue_words, cues, level
from clew.recognize.holders import holder, speaker
from clew.recognize.near import near
from clew.recognize.quotations import continued, unsaid
from clew.recognize.scene import MentionIndex
from clew.recognize.seeming import seemer, seems
from clew.recognize.status import negated, status_of
from clew.recognize.tagged import BY, inside, tagged
from clew.recognize.tree import Tree
from clew.recognize.vocabulary import load
from clew.records import Span, Voice


def find_attributions(tree: Tree, index: MentionIndex) -> list[Attribution]:
    """Return every attribution: what the tagger saw, and what the rules find inside of that; without a tagger all is by rules."""
    found = by_rules(tree, index)
    if tree.hints is None:
        return found
    seen = tagged(tree, tree.hints)
    return [*(a for a in seen if _is_somebodys(tree, a)), *inside(found, seen)]


def _is_somebodys(tree: Tree, attribution: Attribution) -> bool:
    """Whether a cue has a holder or can do without: hearsay can, a doubt or an intention is the author's alone."""
    unowned = attribution.voice.holder is None and attribution.voice.cue is not None
    reason = _no_voice(tree, attribution) if unowned else None
    if reason:
        near(tree, [attribution.cue], BY, f"no claim: {reason}")
    return reason is None


def _no_voice(tree: Tree, attribution: Attribution) -> str | None:
    """Return why a cue that nobody is named for gives no voice, or None where it does."""
    if seems(tree, attribution.cue):
        return "how it seems, and nobody is named to whom"
    if tree.tokens[attribution.cue].pos == "ADJ":
        return "how sure it is, and nobody is named to whom"
    return "it is intended, and nobody is named by whom" if attribution.voice.act == "planned" else None


def by_rules(tree: Tree, index: MentionIndex) -> list[Attribution]:
    """Return what the rules find, in the order of its cues. Who speaks is a mention, or a thing that tells ("the records")."""
    found: list[Attribution] = []
    verbs, nouns, according = cues("verbs"), cues("nouns"), frozenset(load("cues")["according"]["lemmas"])
    for i, token in enumerate(tree.tokens):
        if token.pos == "VERB" and token.lemma in verbs:
            found += _by_verb(tree, index, i, verbs[token.lemma])
        elif seems(tree, i) and seemer(tree, i) is not None:
            found += _by_verb(tree, index, i, SEEMS)
        elif token.pos == "NOUN" and token.lemma in nouns:
            found += _by_noun(tree, i, nouns[token.lemma])
        if token.lemma in according and token.dep in ("prep", "advcl", "pcomp"):
            found += _according(tree, i)
    found += continued(tree, found)
    return [*found, *_in_marks(tree, found)]


def _in_marks(tree: Tree, found: list[Attribution]) -> Iterator[Attribution]:
    """Yield what stands in quotation marks and is not yet said by anybody outside of them."""
    for words, head in unsaid(tree, found):
        verb = tree.tokens[head].head
        who = holder(tree, head)
        cue = cues("verbs").get(tree.tokens[verb].lemma)
        if who is not None and cue is not None:
            voice = Voice(who, tree.span(cue_words(tree, verb)), cue.act, level(tree, verb, cue, hearsay=False), cue.negated)
            yield Attribution(voice, verb, tuple(words))


def _by_verb(tree: Tree, index: MentionIndex, verb: int, cue: Cue) -> Iterator[Attribution]:
    content = content_of_verb(tree, verb, cue) if status_of(tree, verb) not in ("denied", "declined") else []
    if not content:
        near(tree, [verb], BY, "no claim: nothing is said by it, or it is denied that it was")
        return
    word = speaker(tree, verb)
    tells = word is not None and (_tells(tree, index, word) or tree.child(verb, "ccomp") is not None)
    who = holder(tree, word) if tells else None
    hearsay = passive(tree, verb) and who is None and tree.tokens[verb].lemma in load("cues")["hearsay"]["verbs"]
    if who is None and not hearsay:
        near(tree, [verb], BY, "no claim: nobody who can speak is named as its speaker")
        return
    act, sure = "heard" if hearsay else cue.act, level(tree, verb, cue, hearsay=hearsay)
    said = Voice(who, tree.span(cue_words(tree, verb)), act, sure, cue.negated)
    yield Attribution(said, verb, tuple(content))
    # In "denied it, according to a paper, citing officials" the paper cites.
    for source, at in _cited(tree, verb) if not _is_according(tree, verb) else ():
        yield Attribution(Voice(source, tree.span([at]), "said", "certain"), at, tuple(content))


def _is_according(tree: Tree, verb: int) -> bool:
    lemmas = load("cues")["according"]["lemmas"]
    return any(tree.tokens[c].lemma in lemmas for c in tree.children(verb, "prep", "advcl"))


def _tells(tree: Tree, index: MentionIndex, word: int) -> bool:
    """Whether word `word` can speak: somebody named or described, or a thing that tells."""
    return index.one(word) is not None or tree.tokens[word].lemma in load("cues")["sources"]["nouns"]


def _cited(tree: Tree, verb: int) -> Iterator[tuple[Span, int]]:
    """Yield the sources a voice names in passing: "reported, citing two officials"."""
    for c in tree.children(verb, "advcl", "prep"):
        source = tree.child(c, "dobj", "pobj")
        if tree.tokens[c].lemma in load("cues")["citing"]["lemmas"] and source is not None:
            who = holder(tree, source)
            if who is not None:
                yield who, c


def _by_noun(tree: Tree, noun: int, cue: Cue) -> Iterator[Attribution]:
    """Yield "X's claim that ...", "the report that ...": without an owner it is hearsay."""
    owner = tree.child(noun, "poss")
    by = next((n for p, n in phrases(tree, noun) if p in ("by", "from", "among")), None)
    who = holder(tree, owner if owner is not None else by)
    content = content_of_noun(tree, noun, owned=who is not None)
    if not content:
        return
    sure = cue.certainty if who else weaker(cue.certainty, "probable")
    # "found no evidence that", "did not see a sign that": nobody says so.
    missing = tree.tokens[noun].dep == "dobj" and negated(tree, tree.tokens[noun].head)
    sure = "unclear" if missing or status_of(tree, noun) in ("denied", "declined", "unclear") else sure
    said = Voice(who, tree.span([noun]), cue.act if who else "heard", sure, cue.negated)
    yield Attribution(said, noun, tuple(content))


def _according(tree: Tree, i: int) -> Iterator[Attribution]:
    """Yield "according to X", over the rest of the clause it hangs in."""
    source = next((n for p in (i, *tree.children(i, "prep")) for n in tree.children(p, "pobj")), None)
    who = holder(tree, source)
    if who is None:
        return
    top = clause(tree, i)
    cut = set(tree.subtree(i)) | {w for _, at in _cited(tree, top) for w in tree.subtree(at)}
    kept = [w for w in clause_words(tree, i) if w not in cut]
    if kept:
        content = tuple(trimmed(tree, kept))
        cue = tree.span([i, *tree.children(i, "prep")])
        yield Attribution(Voice(who, cue, "said", "certain"), i, content)
        for cited, at in _cited(tree, top):
            yield Attribution(Voice(cited, tree.span([at]), "said", "certain"), at, content)
