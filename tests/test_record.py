import pytest
from pydantic import ValidationError

from demarche.record import from_json, to_json


def test_a_record_survives_json(reader):
    record = reader("Russia denied on Monday that it would invade Ukraine, “a neighbour”.", published="2022-02-07", id="x")
    assert from_json(to_json(record)) == record
    assert "\n" not in to_json(record)


def test_a_line_that_breaks_the_contract_is_refused():
    with pytest.raises(ValidationError, match="article"):
        from_json('{"actors": []}')
