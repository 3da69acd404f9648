"""How well the zones of mails are seen, against mails labelled by hand.

Counted on the body as the labels have it, so that only the zones are measured and not the decoding:

header spans   An embedded header is found when a header zone overlaps it; each zone may find one. Headers with nothing but blanks
               between them are one on both sides: the annotators label "Forwarded by" apart from the From, To and Subject below
               it, which belong to one forwarded mail and one header zone. F1.
header fields  One for each label (From, To, Cc, Date, Subject) that a header has. It is right when the fields of that label hold
               every name, address, date and subject that is labelled so in this header, and nothing that is labelled otherwise:
               names of departments in a Lotus address, say, are in no label, so that exact ends cannot be asked for. Fields
               outside any header are wrong. Resent-From and Resent-Date (who forwarded, and when) count as From and Date, and
               Sender ("Sent by") as From, since the labels have no others. Empty fields ("cc:") are on neither side. Headers
               without a single labelled field are left out: in part of the mails zones alone were labelled. F1.
lines          Share of the lines that get their zone; blank lines are left out, as Zebra (Lampert 2009) and Quagga do, since they
               belong to either side. Two zones: header, and all else. Five: body, greeting, sign-off, signature, header; a line
               in several is counted where most of its characters are. A signature zone of Clew holds the sign-off too: its
               lines to the first name are the sign-off (see `zonegold.sign_off`).
signatures     Fields of signatures: name, post, organization, phone (and fax), mail, address, right when the spans of one label
               overlap by at least half of what both cover; fields outside any labelled signature are wrong. Fields in
               sign-offs, names outside of signatures, and signatures without a single labelled field are left out: some
               annotators labelled them, some did not. F1.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from score.ingest.zonegold import HEADER, NAMES, Item, Mail, annotated, gold_lines, lettered, made_lines, shown_lines
from score.measures import Line

_FIELDS = {
    "Header/Person/From": "From",
    "Header/Org/From": "From",
    "Header/Person/To": "To",
    "Header/Org/To": "To",
    "Header/Person/Cc": "Cc",
    "Header/Org/Cc": "Cc",
    "Header/Sent/Date": "Date",
    "Header/Sent/Time": "Date",
    "Header/Sent": "Date",
    "Header/Subject": "Subject",
}
_SAME = {"Resent-From": "From", "Resent-Date": "Date", "Sender": "From"}
_SIGNED = {
    "Name": "Name",
    "Position": "Post",
    "Organisation": "Organization",
    "Phone": "Phone",
    "Fax": "Phone",
    "Mail": "Mail",
    "Address": "Address",
}


class Count(NamedTuple):
    """What is right, of how many made and how many labelled; and the wrong ones, for reading."""

    right: int
    made: int
    gold: int
    wrong: tuple[str, ...] = ()

    def __add__(self, other: "Count") -> "Count":  # type: ignore[override]
        return Count(self.right + other.right, self.made + other.made, self.gold + other.gold, self.wrong + other.wrong)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / (self.made + self.gold) if self.made + self.gold else 1.0


Counter = Callable[[Mail], Count]


def lines(shared: Path) -> Iterator[Line]:
    """Yield every figure, each with what is wrong in the seen half of its mails; nothing without the labels.

    Enron whole and by halves, the Apache lists, the lettered lines.
    """
    gold = shared / "gold" / "mail-zones"
    if not gold.is_dir():
        return
    enron = list(annotated(gold / "enron" / "train"))
    yield from _figures("zones: Enron", enron, ENRON)
    yield from _figures("zones: Enron, seen half", [m for m in enron if m.seen], ENRON)
    yield from _figures("zones: Enron, unseen half", [m for m in enron if not m.seen], ENRON)
    yield from _figures("zones: Apache lists", list(annotated(gold / "asf" / "train")), SPANS)
    yield from _figures("zones: lettered lines", list(lettered(gold / "enron" / "annotated_lines")), LINES)


def _figures(group: str, mails: Sequence[Mail], counters: dict[str, Counter]) -> Iterator[Line]:
    for name, counter in counters.items():
        counts = [(mail, counter(mail)) for mail in mails]
        total = sum((count for _, count in counts), start=Count(0, 0, 0))
        wrong = tuple(f"{mail.name}: {words}" for mail, count in counts if mail.seen for words in count.wrong)
        yield Line(group, name, total.f1, f"{total.right} right of {total.made} made, {total.gold} labelled", wrong)


def header_spans(mail: Mail) -> Count:
    """Count the embedded headers."""
    gold = _united(mail.text, [i for i in mail.items if i.label == "Header"])
    made = _united(mail.text, [Item("Header", z.start, z.end) for z in mail.document.zones if z.kind == "header"])
    pairs = _paired(gold, made, lambda g, m: _shared(g, m) > 0)
    missed = [f"missed {_shown(mail, g)}" for g in gold if g not in pairs]
    extra = [f"extra {_shown(mail, m)}" for m in made if m not in pairs.values()]
    return Count(len(pairs), len(made), len(gold), (*missed, *extra))


def header_fields(mail: Mail) -> Count:
    """Count the fields of the embedded headers."""
    made = [
        Item(_SAME.get(f.label, f.label), f.start, f.end) for z in mail.document.zones for f in z.fields if z.kind == "header"
    ]
    made = [m for m in made if m.label in _FIELDS.values() and m.end > m.start]
    gold = [i._replace(label=_FIELDS[i.label]) for i in mail.items if i.label in _FIELDS]
    total = Count(0, 0, 0)
    for header in [i for i in mail.items if i.label == "Header"]:
        inside = [m for m in made if header.start <= m.start < header.end]
        made = [m for m in made if m not in inside]
        labelled = [g for g in gold if header.start <= g.start < header.end]
        total += _fields(mail, header, labelled, inside) if labelled else Count(0, 0, 0)
    return total + Count(0, len(made), 0, tuple(f"outside {m.label} {_shown(mail, m)}" for m in made))


def _fields(mail: Mail, header: Item, gold: Sequence[Item], made: Sequence[Item]) -> Count:
    labels = dict.fromkeys(i.label for i in [*gold, *made])
    right = [label for label in labels if _holds(header, gold, [m for m in made if m.label == label], label)]
    wrong = [
        f"{label}: {_all_shown(mail, gold, label)} made {_all_shown(mail, made, label)} in {_shown(mail, header)}"
        for label in labels
        if label not in right
    ]
    return Count(len(right), len({m.label for m in made}), len({g.label for g in gold}), tuple(wrong))


def _holds(header: Item, gold: Sequence[Item], made: Sequence[Item], label: str) -> bool:
    own = [g for g in gold if g.label == label]
    others = [g for g in gold if g.label != label]
    held = all(any(m.start <= g.start and g.end <= m.end for m in made) for g in own)
    return bool(own) and held and not any(_shared(g, m) for g in others for m in made) and all(m.end <= header.end for m in made)


def line_zones(mail: Mail, zones: int = 5) -> Count:
    """Count the lines, in `zones` zones: 2 or 5."""
    rows = zip(gold_lines(mail), made_lines(mail), mail.text.split("\n"), shown_lines(mail.text), strict=True)
    counted = [(g, m, line) for g, m, line, shown in rows if shown]
    wrong = [(g, m, line) for g, m, line in counted if (g != m if zones == 5 else (g == HEADER) != (m == HEADER))]
    right = len(counted) - len(wrong)
    return Count(right, len(counted), len(counted), tuple(f"{NAMES[g]} made {NAMES[m]}: {line!r}" for g, m, line in wrong))


def signature_fields(mail: Mail) -> Count:
    """Count the fields of the signatures."""
    gold = [
        i._replace(label=_SIGNED.get(i.label.rpartition("/")[2], "")) for i in mail.items if i.label.startswith("Body/Signature/")
    ]
    gold = [g for g in gold if g.label]
    signs = [z for z in mail.document.zones if z.kind == "signature"]
    outros = [i for i in mail.items if i.label.startswith("Body/Outro")]
    outros += [s for s in _signatures(mail) if not any(_shared(s, g) for g in gold)]
    made = [Item(f.label, f.start, f.end) for z in signs for f in z.fields if f.label in _SIGNED.values()]
    pairs = _paired(
        gold, made, lambda g, m: g.label == m.label and 2 * _shared(g, m) >= max(g.end, m.end) - min(g.start, m.start)
    )
    made = [m for m in made if m in pairs.values() or not any(_shared(m, outro) for outro in outros)]
    made = [m for m in made if m in pairs.values() or m.label != "Name" or any(_shared(m, s) for s in _signatures(mail))]
    missed = [f"missed {g.label} {_shown(mail, g)}" for g in gold if g not in pairs]
    extra = [f"extra {m.label} {_shown(mail, m)}" for m in made if m not in pairs.values()]
    return Count(len(pairs), len(made), len(gold), (*missed, *extra))


def _signatures(mail: Mail) -> list[Item]:
    return [i for i in mail.items if i.label == "Body/Signature"]


def _united(text: str, spans: Sequence[Item]) -> list[Item]:
    """Return `spans` with those made one that only blanks part or that overlap."""
    found: list[Item] = []
    for span in sorted(spans, key=lambda s: s.start):
        if found and not text[found[-1].end : span.start].strip("> \t\n"):
            found[-1] = found[-1]._replace(end=max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def _paired(gold: Sequence[Item], made: Sequence[Item], fits: Callable[[Item, Item], bool]) -> dict[Item, Item]:
    """Give each labelled span the first made one that fits and is not taken."""
    pairs: dict[Item, Item] = {}
    for span in gold:
        taken = set(pairs.values())
        found = next((m for m in made if m not in taken and fits(span, m)), None)
        if found is not None:
            pairs[span] = found
    return pairs


def _shared(a: Item, b: Item) -> int:
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def _shown(mail: Mail, item: Item) -> str:
    return repr(mail.text[item.start : item.end][:160])


def _all_shown(mail: Mail, items: Sequence[Item], label: str) -> str:
    return ", ".join(_shown(mail, item) for item in items if item.label == label) or "nothing"


def _two_zones(mail: Mail) -> Count:
    return line_zones(mail, 2)


LINES: dict[str, Counter] = {"lines, 2 zones": _two_zones}
SPANS: dict[str, Counter] = {"header spans": header_spans, **LINES, "lines, 5 zones": line_zones}
ENRON: dict[str, Counter] = {"header fields": header_fields, **SPANS, "signatures": signature_fields}
