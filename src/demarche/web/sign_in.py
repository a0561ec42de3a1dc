"""Signing in with a token: it is kept in a cookie that no script can read and no other site can send."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from demarche.store.tokens import find_token
from demarche.web.access import COOKIE
from demarche.web.site import OnSite, render

router = APIRouter(include_in_schema=False)
_DAYS = 30


@router.get("/sign-in")
def sign_in_page(request: Request, back: str = "/") -> HTMLResponse:
    return render(request, "sign-in.html", name="", back=own_address(back), error=None)


@router.post("/sign-in")
def sign_in(request: Request, site: OnSite, token: Annotated[str, Form(max_length=200)], back: Annotated[str, Form(max_length=2000)] = "/") -> Response:
    with site.archive.store.reading() as connection:
        known = find_token(connection, token.strip())
    if known is None:
        return render(request, "sign-in.html", 401, name="", back=own_address(back), error="This token is not known.")
    response = RedirectResponse(own_address(back), status_code=303)
    response.set_cookie(COOKIE, token.strip(), max_age=_DAYS * 86400, httponly=True, samesite="strict", secure=request.url.scheme == "https")
    return response


@router.post("/sign-out")
def sign_out() -> Response:
    response = RedirectResponse("/sign-in", status_code=303)
    response.delete_cookie(COOKIE)
    return response


def own_address(address: str) -> str:
    """An address on this site; "/" for any other."""
    own = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address if own else "/"
