"""The page and its HTTP API: which address shows what. Handlers run on the loop's own thread, one after the other: a case has
one reader, and the connection to its judgements belongs to one thread."""

import secrets
import socket
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from fastapi import FastAPI, Request, Response
from fastapi.responses import HTMLResponse
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.middleware.trustedhost import TrustedHostMiddleware

from clew.case import Case
from clew.errors import AskError, ClewError
from clew.view import api, judge
from clew.view.desk import Desk
from clew.view.pages import (
    claims,
    conflicts,
    documents,
    network,
    overview,
    pairs,
    path,
    people,
    person,
    questions,
    quoted,
    reading,
    search,
    sources,
    timeline,
)
from clew.view.render import render
from clew.view.safety import HOSTS, SafeHeaders

Asked = Mapping[str, str]
Handler = Callable[[Request], Awaitable[Response]]

# Address, template, what the template is given.
PAGES: Final[tuple[tuple[str, str, Callable[[Desk, Asked], dict[str, Any]]], ...]] = (
    ("/", "overview.html", overview.context),
    ("/search", "search.html", search.context),
    ("/documents", "documents.html", documents.context),
    ("/document/{id}", "document.html", reading.context),
    ("/document/{id}/look", "look.html", reading.look_context),
    ("/quoted/{id}", "quoted.html", quoted.context),
    ("/people", "people.html", people.context),
    ("/person/{id}", "person.html", person.context),
    ("/timeline", "timeline.html", timeline.context),
    ("/claims", "claims.html", claims.context),
    ("/questions", "questions.html", questions.context),
    ("/pairs", "pairs.html", pairs.context),
    ("/pair", "pair.html", pairs.two_context),
    ("/conflicts", "conflicts.html", conflicts.context),
    ("/network", "network.html", network.context),
    ("/path", "path.html", path.context),
    ("/sources", "sources.html", sources.context),
)


def create_app(case: Case) -> FastAPI:
    """Return the web application over one open case. It answers only when called 127.0.0.1 or localhost."""
    desk = Desk(case, secrets.token_urlsafe(32))
    app = FastAPI(title="Clew", docs_url=None, redoc_url=None, openapi_url=None)
    app.mount("/static", StaticFiles(packages=[("clew.view", "static")]), name="static")
    for address, template, context in PAGES:
        app.add_api_route(address, _page(desk, template, context), response_class=HTMLResponse)
    for address, answer in api.ANSWERS:
        app.add_api_route(f"/api/{address}", api.handler(desk, answer))
    for address, act in judge.ACTS:
        app.add_api_route(address, judge.handler(desk, act), methods=["POST"])
    app.add_exception_handler(ClewError, _failed(desk))
    app.add_exception_handler(HTTPException, _failed(desk))
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(HOSTS))
    app.add_middleware(SafeHeaders)
    return app


def serve(case: Case, port: int, ready: Callable[[str], None]) -> None:
    """Serve `case` on 127.0.0.1 until interrupted; `ready` is called with the address once the port is taken.

    port: 0, or one that is taken already, means any free one.
    """
    import uvicorn

    with _listening(port) as sock:
        ready(f"http://127.0.0.1:{sock.getsockname()[1]}/")
        server = uvicorn.Server(uvicorn.Config(create_app(case), log_level="error", access_log=False, server_header=False))
        server.run(sockets=[sock])


def _listening(port: int) -> socket.socket:
    """Return a listening socket on `port`, else on a free one."""
    try:
        return socket.create_server(("127.0.0.1", port))
    except OSError:
        return socket.create_server(("127.0.0.1", 0))


def _page(desk: Desk, template: str, context: Callable[[Desk, Asked], dict[str, Any]]) -> Handler:
    async def show(request: Request) -> Response:
        asked = {**request.query_params, **request.path_params}
        return HTMLResponse(render(desk, template, **context(desk, asked), here=request.url.path))

    return show


def _failed(desk: Desk) -> Callable[[Request, Exception], Awaitable[Response]]:
    """One clear line instead of a trace, as a page or, under /api/, as JSON."""

    async def answer(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 404 if isinstance(error, AskError) else 500
        line = str(error.detail if isinstance(error, HTTPException) else error)
        if request.url.path.startswith("/api/"):
            return api.answered({"error": line}, status)
        return HTMLResponse(render(desk, "error.html", line=line, here=request.url.path), status)

    return answer
