"""The same answers as JSON, records as msgspec writes them."""

from collections.abc import Awaitable, Callable
from typing import Any, Final

import msgspec
from fastapi import Request, Response

from clew import network
from clew.view.asked import Asked, number, sheet
from clew.view.desk import Desk
from clew.view.pages import timeline

Answer = Callable[[Desk, Asked], Any]


def _search(desk: Desk, asked: Asked) -> Any:
    return desk.case.search(asked.get("q", ""), number(asked, "limit", 20))


def _documents(desk: Desk, asked: Asked) -> Any:
    return [_brief(desk, i) for i in sheet(asked, desk.order[0])[0]]


def _brief(desk: Desk, document_id: str) -> dict[str, Any]:
    document = desk.case.documents[document_id]
    return {"id": document.id, "title": document.title, "kind": document.kind, "source": document.source, "sent": document.sent}


def _document(desk: Desk, asked: Asked) -> Any:
    return desk.case.observations[desk.document(asked["id"]).id]


def _people(desk: Desk, asked: Asked) -> Any:
    return sheet(asked, desk.case.people(asked.get("kind", "person")))[0]


def _questions(desk: Desk, asked: Asked) -> Any:
    return sheet(asked, desk.case.questions)[0]


def _claims(desk: Desk, asked: Asked) -> Any:
    return sheet(asked, list(desk.case.claims.values()))[0]


def _links(desk: Desk, asked: Asked) -> Any:
    return desk.case.links_of(desk.case.person(asked["id"]))


def _ways(desk: Desk, asked: Asked) -> Any:
    start, goal = (desk.case.person(asked.get(end, "")) for end in ("a", "b"))
    count = max(1, min(number(asked, "all", 1), 50))
    return network.ways(desk.case.derived, start, goal, count, best=asked.get("best", "") == "1")


# Address under /api/, and what it answers with. Lists come 200 at a time: `page` counts from 1.
ANSWERS: Final[tuple[tuple[str, Answer], ...]] = (
    ("report", lambda desk, _: desk.case.report()),
    ("search", _search),
    ("documents", _documents),
    ("document/{id}", _document),
    ("findings/{id}", lambda desk, asked: desk.case.findings(desk.document(asked["id"]).id)),
    ("damage", lambda desk, asked: sheet(asked, desk.case.damage(asked.get("kind", "")))[0]),
    ("alike", lambda desk, _: desk.case.likenesses),
    ("threads", lambda desk, asked: sheet(asked, desk.case.threads)[0]),
    ("quoted", lambda desk, asked: sheet(asked, desk.case.quoted)[0]),
    ("differences", lambda desk, asked: sheet(asked, desk.case.differences)[0]),
    ("copies", lambda desk, asked: sheet(asked, desk.case.copies)[0]),
    ("people", _people),
    ("person/{id}", lambda desk, asked: desk.case.person(asked["id"])),
    ("links/{id}", _links),
    ("path", _ways),
    ("timeline", lambda desk, asked: sheet(asked, timeline.chosen(desk, asked) or timeline.statements(desk, asked))[0]),
    ("questions", _questions),
    ("matters", lambda desk, asked: sheet(asked, desk.case.matters)[0]),
    ("claims", _claims),
    ("conflicts", lambda desk, _: desk.case.conflicts),
    ("hypotheses/{id}", lambda desk, asked: desk.case.hypotheses(desk.case.person(asked["id"]))),
    ("reliances", lambda desk, asked: sheet(asked, desk.case.reliances)[0]),
    ("roots", lambda desk, asked: sheet(asked, desk.case.roots)[0]),
    ("corroboration/{id}", lambda desk, asked: desk.case.corroboration(asked["id"])),
)


def handler(desk: Desk, answer: Answer) -> Callable[[Request], Awaitable[Response]]:
    """Return a handler that answers with the JSON of `answer`."""

    async def give(request: Request) -> Response:
        return answered(answer(desk, {**request.query_params, **request.path_params}))

    return give


def answered(value: Any, status: int = 200) -> Response:
    """Return `value` as a JSON response."""
    return Response(msgspec.json.encode(value), status, media_type="application/json")
