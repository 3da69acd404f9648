"""Judgements from the page: same, different, unsure, and taking one back. Only forms of this page are heard."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Final, cast
from urllib.parse import parse_qsl

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException

from clew.errors import AskError
from clew.records import Verdict
from clew.view.desk import Desk
from clew.view.safety import own_request

Form = Mapping[str, str]

VERDICTS: Final = ("same", "different", "unsure")

# Pages of ours that a form may ask to come back to, besides the person it is about.
AFTERWARDS: Final = ("/pairs",)

# A judgement is two names and a reason.
_LONGEST = 20_000


def _judge(desk: Desk, form: Form) -> str:
    """Add the judgement of a form; return the id of the person to show afterwards."""
    verdict = form.get("verdict", "")
    if verdict not in VERDICTS:
        raise AskError(f"a judgement is one of {', '.join(VERDICTS)}")
    left, right, reason = (form.get(name, "").strip() for name in ("left", "right", "reason"))
    return desk.case.judge(cast(Verdict, verdict), left, right, reason).left


def _undo(desk: Desk, form: Form) -> str:
    """Take back the judgement a form names; return a mention of the person to show afterwards."""
    if not form.get("judgement"):
        raise AskError("which judgement is to be undone?")
    desk.case.undo(form["judgement"])
    return form.get("left", "")


ACTS: Final = (("/judge", _judge), ("/undo", _undo))


def handler(desk: Desk, act: Callable[[Desk, Form], str]) -> Callable[[Request], Awaitable[Response]]:
    """Return a handler that does `act` for a form of ours and shows the person, or the page it came from; 403 for other forms."""

    async def receive(request: Request) -> Response:
        form = await _form(request)
        if not own_request(request.headers, form, desk.token):
            raise HTTPException(403, "this form did not come from this page; open the page again")
        identity = desk.case.identity_of(act(desk, form))
        person = f"/person/{identity.id}" if identity else "/people"
        return RedirectResponse(form["then"] if form.get("then") in AFTERWARDS else person, 303)

    return receive


async def _form(request: Request) -> dict[str, str]:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LONGEST:
            raise HTTPException(413, "this form is too long")
    return dict(parse_qsl(body.decode("utf-8", "replace")))
