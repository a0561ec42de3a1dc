import io

import pytest

from demarche.cli.printing import width_of


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize(
    ("stream", "columns", "width"),
    [(Terminal(), None, None), (io.StringIO(), None, 140), (io.StringIO(), "90", None), (io.StringIO(), "wide", 140), (io.StringIO(), "", 140)],
)
def test_a_table_is_as_wide_as_the_terminal_or_as_columns_says(stream, columns, width, monkeypatch):
    monkeypatch.setenv("COLUMNS", columns) if columns is not None else monkeypatch.delenv("COLUMNS", raising=False)
    assert width_of(stream, 140) == width
