"""W3C Web Annotations: every observed span with position and quote selectors (https://www.w3.org/TR/annotation-model/)."""

import json
from collections.abc import Iterable, Iterator
from itertools import groupby

from clew.case import Case
from clew.records import Box, Observation, Span

# Characters of context before and after a quote: enough to find it again in a text that has shifted.
CONTEXT = 32


def annotations(case: Case) -> Iterator[str]:
    """Yield one annotation a line, by document and place. Positions are code points of the mended text."""
    for observation in case.observations.values():
        for span, kind, record, by in _spans(observation):
            yield json.dumps(_annotation(case, span, kind, record, by), ensure_ascii=False) + "\n"


def _spans(observation: Observation) -> Iterator[tuple[Span, str, str, str]]:
    """Yield (span, kind of record, its id, its rule)."""
    yield from ((m.span, f"mention of {m.kind}", m.id, m.by) for m in observation.mentions)
    yield from ((d.span, "date", "", d.rule) for d in observation.dates)
    yield from ((span, e.kind, e.id, e.by) for e in observation.events for span in e.evidence)
    yield from ((c.content, "claim", c.id, c.by) for c in observation.claims)
    yield from ((q.span, "question", q.id, q.by) for q in observation.questions)


def _annotation(case: Case, span: Span, kind: str, record: str, by: str) -> dict[str, object]:
    document = case.documents[span.document]
    text = document.text
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "Annotation",
        "id": f"urn:clew:{record or span.document}:{span.start}",
        "motivation": "classifying",
        "body": {"type": "TextualBody", "value": kind, "generator": by},
        "target": {
            "source": "#".join(filter(None, (document.source.path, document.source.part))),
            "selector": [
                {"type": "TextPositionSelector", "start": span.start, "end": span.end},
                {
                    "type": "TextQuoteSelector",
                    "exact": span.text,
                    "prefix": text[max(0, span.start - CONTEXT) : span.start],
                    "suffix": text[span.end : span.end + CONTEXT],
                },
                *map(_fragment, _by_page(document.boxes_of(span))),
            ],
        },
    }


def _by_page(boxes: Iterable[Box]) -> Iterator[list[Box]]:
    yield from (list(run) for _, run in groupby(boxes, key=lambda box: box.page))


def _fragment(boxes: list[Box]) -> dict[str, str]:
    """Return the selector of the part of a page that `boxes` cover (RFC 8118: points from the upper left corner)."""
    left, top = min(box.left for box in boxes), min(box.top for box in boxes)
    width, height = max(box.right for box in boxes) - left, max(box.bottom for box in boxes) - top
    place = f"page={boxes[0].page}&viewrect={left:.1f},{top:.1f},{width:.1f},{height:.1f}"
    return {"type": "FragmentSelector", "conformsTo": "https://www.rfc-editor.org/rfc/rfc8118", "value": place}
