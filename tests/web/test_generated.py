"""Generated requests: whatever is asked, the answer is one that OpenAPI promises, and never an error of ours."""

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode

from demarche.web.app import ROUTERS

FEW = settings(max_examples=6, deadline=None, derandomize=True, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
OPERATIONS = sorted({(r.path.replace(":path", ""), m.lower()) for room in ROUTERS for r in room.routes if r.include_in_schema for m in r.methods})
# What fits the schema can still ask for what cannot be: a day that no calendar has, nothing to look for.
CONFIG = schemathesis.Config.from_dict({"checks": {"positive_data_acceptance": {"expected-statuses": ["2xx", 400, 401, 403, 404]}}})


def ask(app, path, method, mode):
    operation = schemathesis.openapi.from_asgi("/openapi.json", app, config=CONFIG, headers={"host": "127.0.0.1"})[path][method]

    @FEW
    @given(case=operation.as_strategy(generation_mode=mode))
    def send(case):
        case.call_and_validate(headers={"host": "127.0.0.1"})

    send()


@pytest.mark.parametrize(("path", "method"), OPERATIONS, ids=[f"{m} {p}" for p, m in OPERATIONS])
def test_what_is_allowed_is_answered(app, path, method):
    ask(app, path, method, GenerationMode.POSITIVE)


@pytest.mark.parametrize(
    ("path", "method"), [("/timeline.json", "get"), ("/search.json", "get"), ("/judgements.json", "post"), ("/events/splits.json", "post")]
)
def test_what_is_not_allowed_is_refused(app, path, method):
    ask(app, path, method, GenerationMode.NEGATIVE)
