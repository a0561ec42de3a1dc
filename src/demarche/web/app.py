"""The application: routes, the headers of every answer, and what becomes of errors."""

from collections.abc import Awaitable, Callable
from importlib.metadata import version
from importlib.resources import files

from fastapi import FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from demarche.archive import Archive
from demarche.errors import BadOption, BadQuery, DemarcheError, NotThere, StoreError
from demarche.web import corrections, downloads, lists, pictures, sign_in, things
from demarche.web.access import let_in, refuse_others
from demarche.web.site import Site, render

# Nothing from outside, nothing inline, nothing evaluated: a sentence of an article can't become a script.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
# "no-referrer" would hide from us that a form came from our own page.
_HEADERS = {
    "Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin", "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), camera=(), microphone=()",
}  # fmt: skip
_ABOUT = """The record of international crises: events, statements, positions and figures, each with its sources.
Lists come in pages: `next` is the cursor of the page behind."""
# In the order in which an address is compared: `/articles/KEY.annotations.json` before `/articles/KEY.json`.
ROUTERS = (lists.router, pictures.router, downloads.router, things.router, corrections.router, sign_in.router)
_SHORTEST_WAY = "/sign-in"
_STATIC = "/static/"
_UNSAFE = ("POST", "PUT", "PATCH", "DELETE")
_BODIES = ("application/json", "application/x-www-form-urlencoded")
_LONGEST_BODY = 100_000  # bytes: a correction is some words
_FILES = (".json", ".csv", ".ics", ".atom", ".graphml", ".geojson", ".jsonld", ".jsonl", ".tsv", ".parquet", ".pdf")
_STATUS = {NotThere: 404, BadQuery: 400, BadOption: 400, StoreError: 503}
_HOSTS = ("127.0.0.1", "localhost", "[::1]")


def make_app(archive: Archive, *, address: str = "http://127.0.0.1:8000", tokens: bool = False, hosts: tuple[str, ...] = ()) -> FastAPI:
    """The site of an archive. `address`: how it is reached; `tokens`: visitors must show one; `hosts`: names that a request may call it by."""
    app = FastAPI(title="Demarche", version=version("demarche"), docs_url=None, redoc_url=None, description=_ABOUT)
    app.state.site = Site(archive, address, tokens)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=[*_HOSTS, *hosts])
    app.middleware("http")(_guard)
    app.add_middleware(_HeadIsGet)
    app.mount("/static", StaticFiles(directory=str(files("demarche.web").joinpath("static"))), name="static")
    for router in ROUTERS:
        app.include_router(router)
    app.add_exception_handler(DemarcheError, _refuse)
    app.add_exception_handler(StarletteHTTPException, _refuse_http)
    app.add_exception_handler(RequestValidationError, _refuse_values)
    return app


class _HeadIsGet:
    """HEAD gets the headers of what GET gets, without its body: checkers of links and readers of feeds ask so first."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One connection, as ASGI has it."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            return await self.app(scope, receive, send)

        async def send_head(message: Message) -> None:
            await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

        return await self.app({**scope, "method": "GET"}, receive, send_head)


async def _guard(request: Request, go_on: Callable[[Request], Awaitable[Response]]) -> Response:
    """Lets a visitor in or not, and puts the headers on what he gets."""
    try:
        # The path as it came: that of `request.url` is made up from the Host header, which anybody may write.
        path = request.scope["path"]
        if request.method in _UNSAFE:
            refuse_others(request)
            _check_body(request)
        if path != _SHORTEST_WAY and not path.startswith(_STATIC):
            request.state.visitor = await run_in_threadpool(let_in, request)
        response = await go_on(request)
    except HTTPException as error:
        response = _refuse_http(request, error)
    except StoreError as error:
        response = _refuse(request, error)
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    if not request.scope["path"].startswith(_STATIC):
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def _check_body(request: Request) -> None:
    """Raises HTTPException for a body that is no correction: of another kind, too long, or of a length that nobody tells."""
    length = request.headers.get("content-length", "0" if request.headers.get("transfer-encoding") is None else "")
    if not length.isdecimal() or len(length) > 9 or int(length) > _LONGEST_BODY:
        raise HTTPException(413, f"A body of at most {_LONGEST_BODY} bytes is read, and its length must be told.")
    if int(length) and request.headers.get("content-type", "").partition(";")[0].strip().lower() not in _BODIES:
        raise HTTPException(415, f"A body is read as {' or '.join(_BODIES)}.")


def _refuse(request: Request, error: Exception) -> Response:
    status = next((code for kind, code in _STATUS.items() if isinstance(error, kind)), 500)
    return _told(request, status, str(error))


def _refuse_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, StarletteHTTPException)
    if error.status_code == 401 and _wants_page(request):
        back = f"{request.url.path}?{request.url.query}" if request.url.query and request.method == "GET" else request.url.path
        return render(request, "sign-in.html", 401, back=back, error=None)
    response = _told(request, error.status_code, str(error.detail))
    for name, value in (error.headers or {}).items():
        response.headers[name] = value
    return response


def _refuse_values(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    told = "; ".join(f"{'.'.join(str(p) for p in e['loc'][1:])}: {e['msg']}" for e in error.errors())
    return _told(request, 422, told)


def _told(request: Request, status: int, why: str) -> Response:
    """An error as a page for people, as JSON for programs."""
    if _wants_page(request):
        return render(request, "error.html", status, status=status, why=why)
    return JSONResponse({"error": why}, status_code=status)


def _wants_page(request: Request) -> bool:
    return "text/html" in request.headers.get("accept", "") and not request.scope["path"].endswith(_FILES)
