"""W3C Web Annotations: every observed span with position and quote selectors (https://www.w3.org/TR/annotation-model/)."""

import json
from collections.abc import Iterator

from clew.case import Case
from clew.records import Observation, Span

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
            ],
        },
    }
