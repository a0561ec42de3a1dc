"""What a request has at hand: the archive, who asks, and the templates. One `Site` lives as long as the application."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse

from demarche.archive import Archive
from demarche.web.access import Visitor, visitor_of
from demarche.web.looks import make_environment


@dataclass(frozen=True)
class Site:
    """An archive on show. `address`: under which it is reached, for links in files; `tokens`: must visitors show one?"""

    archive: Archive
    address: str
    tokens: bool = False

    @property
    def today(self) -> str:
        return self.archive.clock().date().isoformat()


def site_of(request: Request) -> Site:
    site: Site = request.app.state.site
    return site


OnSite = Annotated[Site, Depends(site_of)]
Asking = Annotated[Visitor, Depends(visitor_of)]


def render(request: Request, template: str, code: int = 200, /, **values: Any) -> HTMLResponse:
    """A page of a template. Every value is escaped by the template engine; no template marks a word of an article as safe."""
    site = site_of(request)
    visitor = getattr(request.state, "visitor", None)
    page = make_environment().get_template(template).render(request=request, today=site.today, visitor=visitor, tokens=site.tokens, **values)
    return HTMLResponse(page, status_code=code)
