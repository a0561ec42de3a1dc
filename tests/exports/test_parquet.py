import sys
from io import BytesIO

import pandas
import pyarrow.parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.errors import DemarcheError
from demarche.exports import parquet
from demarche.exports.parquet import write_parquet
from demarche.store.asked import ActorRow, EventRow, FigureRow, PositionRow, Source, StatementRow, StepRow
from demarche.store.relations import Relation
from demarche.views.digest import DigestLine, Section
from demarche.views.disputes import Dispute
from demarche.views.positions import IssueRow
from demarche.views.rows import to_plain
from exported_rows import ANYTHING, NAMELESS, POST, WIRE, event, events, texts

ROWS = (EventRow, StatementRow, PositionRow, FigureRow, ActorRow, Source, StepRow, Relation, Dispute, IssueRow, DigestLine, Section)


def written(rows, row):
    stream = BytesIO()
    write_parquet(rows, row, stream)
    return BytesIO(stream.getvalue())


def test_columns_have_the_types_of_the_fields():
    schema = pyarrow.parquet.read_schema(written([event()], EventRow))
    assert schema.names == list(EventRow.__dataclass_fields__)
    found = {name: str(schema.field(name).type) for name in ("id", "day", "actors", "reports", "score", "latitude")}
    assert found == {"id": "string", "day": "string", "actors": "list<element: string>", "reports": "int64", "score": "double", "latitude": "double"}
    assert (schema.field("id").nullable, schema.field("day").nullable) == (False, True)
    source = schema.field("sources").type.value_type
    assert [f.name for f in source] == list(Source.__dataclass_fields__) and str(source.field("url").type) == "string"


def test_pyarrow_reads_what_was_written():
    told = [event(), event("e:2", day=None, latitude=None, place=None, sources=(), life=())]
    assert pyarrow.parquet.read_table(written(told, EventRow)).to_pylist() == [to_plain_lists(e) for e in told]


def to_plain_lists(value):
    """As JSON has it: `dataclasses.asdict` leaves tuples as they are."""
    plain = to_plain(value) if not isinstance(value, dict) else value
    if isinstance(plain, dict):
        return {name: to_plain_lists(v) for name, v in plain.items()}
    return [to_plain_lists(v) for v in plain] if isinstance(plain, (list, tuple)) else plain


def test_pandas_reads_what_was_written():
    frame = pandas.read_parquet(written([event(), event("e:2", latitude=None)], EventRow))
    assert list(frame["id"]) == ["e:1", "e:2"] and frame["reports"].dtype == "int64" and frame["latitude"].isna().tolist() == [False, True]
    assert list(frame["actors"][0]) == ["Ana Roda"] and frame["sources"][0][1]["outlet"] == "The Wire"


@pytest.mark.parametrize("row", ROWS, ids=lambda r: r.__name__)
def test_no_rows_are_a_file_with_the_columns(row):
    table = pyarrow.parquet.read_table(written([], row))
    assert table.num_rows == 0 and table.column_names == list(row.__dataclass_fields__)


def test_a_source_in_a_row_is_a_struct():
    said = StatementRow("s1", "2022-02-08", ("Ana Roda",), (), "It is over.", "direct", "said", None, None, 0.5, WIRE)
    assert pyarrow.parquet.read_table(written([said], StatementRow)).to_pylist()[0]["source"] == to_plain(WIRE)


def test_many_rows_are_written_group_by_group(monkeypatch):
    monkeypatch.setattr(parquet, "_GROUP", 2)
    file = pyarrow.parquet.ParquetFile(written([POST, WIRE, NAMELESS, POST, WIRE], Source))
    assert file.num_row_groups == 3 and file.read().column("key").to_pylist() == ["k2", "k1", "k3", "k2", "k1"]


@pytest.mark.parametrize("module", ["pyarrow", "pyarrow.parquet"])
def test_without_pyarrow_the_user_is_told_what_to_install(monkeypatch, module):
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(DemarcheError, match=r"pip install 'demarche\[parquet\]'"):
        write_parquet([], EventRow, BytesIO())


@given(st.lists(events, max_size=3), texts)
@ANYTHING
def test_whatever_the_rows_hold_it_is_read_back(told, text):
    read = pyarrow.parquet.read_table(written(told, EventRow)).to_pylist()
    assert [r["words"] for r in read] == [whole(e.words) for e in told]
    assert [[s["url"] for s in r["sources"]] for r in read] == [[s.url and whole(s.url) for s in e.sources] for e in told]
    assert len(pandas.read_parquet(written(told, EventRow))) == len(told)
    assert pyarrow.parquet.read_table(written([Source(text, text, text, text, text, text)], Source)).to_pylist() == [
        dict.fromkeys(Source.__slots__, whole(text))
    ]


def whole(text):
    return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
