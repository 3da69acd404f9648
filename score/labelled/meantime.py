"""MEANTIME: Wikinews articles with events (how certain, denied or not, reported by whom), who takes part, and dates."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple
from xml.etree.ElementTree import Element, parse

from score.labelled.joined import joined

Places = dict[str, tuple[int, int]]


class Occurrence(NamedTuple):
    """A word that tells an event. start, end: code points.

    part        "VERB" "NOUN" "OTHER"
    certainty   "CERTAIN" "PROBABLE" "POSSIBLE" "UNDERSPECIFIED" or ""
    polarity    "POS" "NEG" "UNDERSPECIFIED" or ""
    time        "FUTURE" "NON_FUTURE" "UNDERSPECIFIED" or ""
    special     "GEN" "COND_IF_CLAUSE" "COND_MAIN_CLAUSE" "NONE" or ""
    reported    ids of the occurrences of saying or thinking it hangs on
    """

    id: str
    start: int
    end: int
    part: str
    certainty: str
    polarity: str
    time: str
    special: str
    reported: tuple[str, ...]


class Named(NamedTuple):
    """A mention of an entity. head: where its head stands (the whole mention when none is stated).

    kind     "PER" "ORG" "LOC" "PRO" "FIN" or ""
    form     "NAM" "NOM" "PRO" "PRE.NAM" "APP" ...
    entity   what mentions of one entity share
    """

    id: str
    start: int
    end: int
    head: tuple[int, int]
    kind: str
    form: str
    entity: str


class Part(NamedTuple):
    """That an entity takes part in an event. role: PropBank's ("Arg0")."""

    event: str
    mention: str
    role: str


class Timex(NamedTuple):
    """A TIMEX3: type "DATE" "DURATION" "TIME" "SET", value in TimeML's notation."""

    id: str
    start: int
    end: int
    type: str
    value: str


class Article(NamedTuple):
    """One article. annotated: code points from the start that were labelled; created: its date as in TIMEX3, or ""."""

    name: str
    text: str
    annotated: int
    created: str
    events: tuple[Occurrence, ...]
    mentions: tuple[Named, ...]
    participants: tuple[Part, ...]
    dates: tuple[Timex, ...]


# The same articles, labelled one by one and over all of them.
ALONE, ACROSS = "intra-doc_annotation", "intra_cross-doc_annotation"


def documents(shared: Path, labels: str = ALONE) -> Iterator[Article]:
    """Yield the articles in order of their names; nothing when they are not there."""
    for name, root in roots(shared, labels):
        yield _article(name, root)


def roots(shared: Path, labels: str = ALONE) -> Iterator[tuple[str, Element]]:
    """Yield the name of each article with its labels as they stand."""
    folder = shared / "gold" / "meantime" / labels
    for path in sorted(folder.glob("*/*.xml"), key=lambda p: p.stem):
        yield path.stem, parse(path).getroot()  # noqa: S314


def _article(name: str, root: Element) -> Article:
    text, places, ends = _text(list(root.iter("token")))
    markables = [m for m in root.iterfind("Markables/*") if m.find("token_anchor") is not None]
    created = (t.get("value", "") for t in root.iter("TIMEX3") if t.get("functionInDocument") == "CREATION_TIME")
    return Article(
        f"meantime/{name}", text, _annotated(markables, places, ends), next(created, ""),
        tuple(_occurrences(root, places)), tuple(_named(root, text, places)), tuple(_participants(root, markables)),
        tuple(_timexes(markables, places)),
    )  # fmt: skip


def _text(tokens: Sequence[Element]) -> tuple[str, Places, list[int]]:
    """Return the text, the place of each token, and where each sentence ends. Title and date line are paragraphs."""
    text, ends = "", []
    places: Places = {}
    for number, group in groupby(tokens, key=lambda t: int(t.get("sentence", 0))):
        sentence = list(group)
        text += "" if not text else "\n\n" if number <= 2 else " "
        made, found = joined([(t.text or "").strip() for t in sentence])
        places |= {t.get("t_id", ""): (len(text) + a, len(text) + b) for t, (a, b) in zip(sentence, found, strict=True)}
        text += made
        ends.append(len(text))
    return text, places, ends


def _annotated(markables: Sequence[Element], places: Places, ends: Sequence[int]) -> int:
    """Return the end of the last sentence that holds a label."""
    last = max((_place(m, places)[1] for m in markables), default=0)
    return next((end for end in ends if end >= last), ends[-1])


def _place(markable: Element, places: Places) -> tuple[int, int]:
    found = [places[a.get("t_id", "")] for a in markable.iterfind("token_anchor")]
    return min(found)[0], max(found)[1]


def links(root: Element, tag: str) -> Iterator[tuple[Element, str, str]]:
    """Yield each link of a kind with each of its sources and its target."""
    for link in root.iterfind(f"Relations/{tag}"):
        target = link.find("target")
        for source in link.iterfind("source"):
            if target is not None:
                yield link, source.get("m_id", ""), target.get("m_id", "")


def _occurrences(root: Element, places: Places) -> Iterator[Occurrence]:
    """Yield the occurrences of one word or name; one that joins others ("left and returned") only hands them its links."""
    by = [(source, target) for _, source, target in links(root, "SLINK")]
    found = {each.get("m_id", ""): (each, _place(each, places)) for each in root.iterfind("Markables/EVENT_MENTION")}
    for name, (each, (start, end)) in found.items():
        inside = [n for n, (_, (a, b)) in found.items() if n != name and start <= a and b <= end]
        joining = (n for n, (_, (a, b)) in found.items() if a <= start and end <= b and each.get("pos") != "NOUN")
        around = {name, *joining}
        stated = (each.get(a) or "" for a in ("pos", "certainty", "polarity", "time", "special_cases"))
        if len(inside) < 2:
            yield Occurrence(name, start, end, *stated, tuple(s for s, t in by if t in around))


def _named(root: Element, text: str, places: Places) -> Iterator[Named]:
    entities = {e.get("m_id", ""): e.get("ent_type") or "" for e in root.iterfind("Markables/ENTITY")}
    of = {source: target for _, source, target in links(root, "REFERS_TO") if target in entities}
    for each in root.iterfind("Markables/ENTITY_MENTION"):
        name, (start, end) = each.get("m_id", ""), _place(each, places)
        at = text.find(each.get("head") or "", start, end)
        head = (at, at + len(each.get("head") or "")) if at >= 0 and each.get("head") else (start, end)
        form, entity = each.get("syntactic_type") or "", of.get(name, "")
        yield Named(name, start, end, head, entities.get(entity, ""), form, entity)


def _participants(root: Element, markables: Sequence[Element]) -> Iterator[Part]:
    entities = {m.get("m_id", "") for m in markables if m.tag == "ENTITY_MENTION"}
    for link, source, target in links(root, "HAS_PARTICIPANT"):
        if target in entities:
            yield Part(source, target, link.get("sem_role") or "")


def _timexes(markables: Sequence[Element], places: Places) -> Iterator[Timex]:
    for each in markables:
        if each.tag == "TIMEX3":
            yield Timex(each.get("m_id", ""), *_place(each, places), each.get("type", ""), each.get("value", ""))
