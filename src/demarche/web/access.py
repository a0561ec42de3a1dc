"""Who may: on loopback everybody, elsewhere who shows a token; and no page of another site in his name.

A write that comes out of a browser tells where it comes from (`Origin`, `Sec-Fetch-Site`); one from another site is refused. The host that
a request names must be the site's own, so that no other name can be pointed at it.
"""

import getpass
from base64 import b64decode
from dataclasses import dataclass
from functools import cache

from fastapi import HTTPException, Request

from demarche.store.tokens import find_token

COOKIE = "demarche_token"
_SAFE = ("GET", "HEAD", "OPTIONS")
_OWN = ("same-origin", "none")
_SUBSCRIBED = (".ics", ".atom")  # by programs that know no Bearer, and wait to be asked for a password


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks, and whether he may write. `name` stands beside what he decides."""

    name: str
    may_write: bool


def visitor_of(request: Request) -> Visitor:
    """The visitor of a request, as `let_in` has found him."""
    visitor: Visitor = request.state.visitor
    return visitor


def let_in(request: Request) -> Visitor:
    """Who asks. Raises HTTPException 401 without a token where one is needed, 403 for a write that he may not make."""
    site = request.app.state.site
    visitor = _known(request) if site.tokens else Visitor(owner(), may_write=True)
    if visitor is None:
        challenge = 'Basic realm="Demarche"' if request.scope["path"].endswith(_SUBSCRIBED) else "Bearer"
        raise HTTPException(401, "This site wants a token. Sign in, or send it as `Authorization: Bearer …`.", {"WWW-Authenticate": challenge})
    if request.method not in _SAFE and not visitor.may_write:
        raise HTTPException(403, f"The token of {visitor.name} may only read.")
    return visitor


@cache
def owner() -> str:
    """Who runs the site; a container may have no name for him."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "owner"


def refuse_others(request: Request) -> None:
    """Raises HTTPException 403 for a write that a page of another site has sent."""
    if _comes_from_elsewhere(request):
        raise HTTPException(403, "This came from a page of another site.")


def _known(request: Request) -> Visitor | None:
    secret = _shown(request.headers.get("authorization", "")) or request.cookies.get(COOKIE, "")
    if not secret:
        return None
    with request.app.state.site.archive.store.reading() as connection:
        token = find_token(connection, secret)
    return Visitor(token.name, token.may_write) if token else None


def _shown(header: str) -> str:
    """The token in an Authorization header: Bearer, or the password of Basic, which calendars know."""
    kind, _, value = header.partition(" ")
    if kind.lower() == "bearer":
        return value.strip()
    if kind.lower() != "basic":
        return ""
    try:
        return b64decode(value, validate=True).decode().rpartition(":")[2]
    except ValueError:
        return ""


def _comes_from_elsewhere(request: Request) -> bool:
    """Did a page of another site send it? Programs that are no browser tell nothing, and carry no cookie by themselves."""
    origin, fetched = request.headers.get("origin"), request.headers.get("sec-fetch-site")
    if fetched is not None and fetched not in _OWN:
        return True
    return origin is not None and origin.partition("://")[2] != request.headers.get("host")
