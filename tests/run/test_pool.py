import pytest
from runs import order, row, write_rows

from demarche.ingest.blocks import Block
from demarche.run import process
from demarche.run.looking import Outcome
from demarche.run.pool import Finished, read_blocks

HARM = {
    "it dies each time": ("DIES", "ended the reading process 3 times (signal 9)"),
    "it hangs where no signal reaches": ("HANGS", "not read in"),
    "it computes without end": ("COMPUTES", "not read in"),
    "it takes more memory than it may": ("EATS", "MB of memory"),
    "it meets a fault of ours": ("FAULT", "a fault of Demarche (KeyError at"),
}


def read(paths, workers=1):
    told = list(read_blocks(iter([Block((p,)) for p in paths]), order(), workers))
    outcomes = [t for t in told if isinstance(t, Outcome)]
    return outcomes, [t for t in told if isinstance(t, Finished)]


def ids(outcomes):
    return [o.found.article.id for o in outcomes]


@pytest.mark.parametrize(("words", "problem"), HARM.values(), ids=HARM)
def test_a_document_that_harms_its_process_is_a_failure_and_the_rest_is_read(words, problem, tmp_path, monkeypatch):
    monkeypatch.setattr(process, "_HUNG_S", 3.0)
    path = write_rows(tmp_path / "a.jsonl", [row(1), row(2, words), row(3)])
    outcomes, finished = read([path])
    assert len(outcomes) == 3
    assert [o.failed for o in outcomes] == [False, True, False]
    harmful = outcomes[1]
    problems = (*harmful.found.problems, *harmful.problems)
    assert problem in problems[-1]
    assert "line 2" in problems[-1] or "a2" in problems[-1]
    assert "envoys" not in problems[-1], "an article's text stands in no message"
    assert finished[0].steps is not None


def test_a_file_that_takes_all_memory_before_it_gives_an_article_is_a_failure_and_no_end(tmp_path):
    paths = [write_rows(tmp_path / name, [row(n)]) for n, name in enumerate(("takes-all.jsonl", "b.jsonl"))]
    outcomes, finished = read(paths)
    assert "MB of memory" in outcomes[0].found.problems[0] and outcomes[1].rows
    assert [f.steps is None for f in finished] == [True, False]


def test_a_process_that_somebody_else_kills_changes_nothing(tmp_path):
    path = write_rows(tmp_path / "a.jsonl", [row(1), row(2, f"DIES ONCE {tmp_path / 'mark'}"), row(3)])
    outcomes, _ = read([path])
    assert ids(outcomes) == ["a1", "a2", "a3"]
    assert all(o.rows and not o.problems for o in outcomes)


def test_several_processes_read_what_one_reads(tmp_path):
    paths = [write_rows(tmp_path / f"{n}.jsonl", [row(10 * n + i) for i in range(5)]) for n in range(6)]
    one, two = read(paths)[0], read(paths, workers=2)[0]
    assert sorted(ids(one)) == sorted(ids(two)) == sorted(f"a{10 * n + i}" for n in range(6) for i in range(5))


def test_no_more_processes_are_started_than_there_are_blocks(tmp_path):
    path = write_rows(tmp_path / "a.jsonl", [row(1, "TELLS"), row(2, "TELLS")])
    outcomes, _ = read([path], workers=8)
    assert len({o.problems for o in outcomes if o.rows}) == 1


def test_a_model_that_is_not_there_is_told_once(tmp_path):
    from dataclasses import replace

    from demarche.errors import BadModel
    from demarche.run.order import Order
    from demarche.settings import DEFAULTS

    wanting = Order(replace(DEFAULTS, weights=tmp_path))
    path = write_rows(tmp_path / "a.jsonl", [row(1)])
    with pytest.raises(BadModel, match="not there"):
        list(read_blocks(iter([Block((path,))]), wanting, 1))
