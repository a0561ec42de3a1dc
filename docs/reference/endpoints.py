"""The site's OpenAPI → the reference of REST: every address with its methods and what it answers."""

from functools import cache
from typing import Any

from fastapi import FastAPI

from demarche.web.app import ROUTERS
from reference.markdown import escape, write_table


@cache
def list_operations() -> tuple[tuple[str, str, dict[str, Any]], ...]:
    """(method, path, operation) of all that OpenAPI describes."""
    app = FastAPI()
    for router in ROUTERS:
        app.include_router(router)
    return tuple((method.upper(), path, operation) for path, methods in app.openapi()["paths"].items() for method, operation in methods.items())


def write_endpoints() -> str:
    """Two tables: the addresses, and the parameters that they share."""
    operations = list_operations()
    rows = ((method, f"`{path}`", escape(operation.get("description", ""))) for method, path, operation in operations)
    parameters = {p["name"]: p.get("description", "") for _, _, operation in operations for p in operation.get("parameters", []) if p["in"] == "query"}
    return "\n\n".join((
        write_table(("", "address", "what it answers"), rows),
        "These narrow an answer; what would not narrow one is refused.",
        write_table(("parameter", ""), ((f"`{name}`", escape(told)) for name, told in parameters.items())),
    ))  # fmt: skip
