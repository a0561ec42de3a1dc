import io
import json
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.ingest.blocks import Block, name_block, plan_blocks, read_block
from demarche.ingest.files import count_inputs, read_articles
from demarche.ingest.input import Input
from demarche.ingest.metadata import Metadata
from demarche.ingest.steps import Steps
from demarche.settings import Settings

STORY = "Ministers meet in Vienna\n\nThe ministers of six states met in Vienna on Monday and agreed to meet again.\n"
SMALL = Settings(max_bytes=5000)


def read_in_blocks(paths, settings=SMALL, **options):
    for block in plan_blocks(paths, settings, **options):
        yield from [block] if isinstance(block, Input) else read_block(pickle.loads(pickle.dumps(block)), Metadata(), settings)


def read_in_one(paths, settings=SMALL):
    return list(read_articles(paths, Metadata(), settings, io.BytesIO()))


lines = st.lists(
    st.sampled_from([b'{"text": "Talks in Vienna."}', b"", b"  ", b"{broken", b'{"text": "' + b"long " * 1200 + b'"}', b'{"text": 1}']), max_size=30
)


@given(lines, st.integers(1, 9000), st.booleans())
def test_rows_do_not_depend_on_how_their_file_is_divided(tmp_path_factory, rows, part, ends):
    file = tmp_path_factory.mktemp("rows") / "news.jsonl"
    file.write_bytes(b"\n".join(rows) + (b"\n" if ends else b""))
    assert list(read_in_blocks([file], part=part, group=0)) == read_in_one([file])


def test_small_files_are_grouped_and_the_order_is_kept(tmp_path):
    for number in range(150):
        (tmp_path / f"{number:03}.txt").write_text(f"{STORY}{number}")
    (tmp_path / "070.jsonl").write_text(json.dumps({"text": STORY * 9}) + "\n")
    blocks = list(plan_blocks([tmp_path, tmp_path / "none.txt", tmp_path / "001.txt"], SMALL, group=500))
    assert all(isinstance(b, Block) for b in blocks[:-2]) and isinstance(blocks[-2], Input)
    files = [f for b in blocks if isinstance(b, Block) for f in b.files]
    assert files[:-1] == sorted(files[:-1]) and len(files) == 152
    assert list(read_in_blocks([tmp_path], group=500)) == read_in_one([tmp_path])


def test_a_block_has_another_name_when_its_file_is_another(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text(STORY)
    [block] = plan_blocks([file], SMALL)
    name = name_block(block)
    assert name == name_block(block)
    file.write_text(STORY + "More.")
    assert name_block(block) != name
    file.unlink()
    assert name_block(block) != name
    assert len({name_block(Block((str(file),), start, end)) for start, end in ((0, None), (0, 5), (5, None), (5, 9))}) == 4


def test_planning_is_lazy(tmp_path):
    file = tmp_path / "a.jsonl"
    file.write_text((json.dumps({"text": STORY}) + "\n") * 100)
    plan = plan_blocks([file, tmp_path / "none"], SMALL, part=1000, group=0)
    assert next(plan).start == 0  # type: ignore[union-attr]


def test_what_vanishes_after_planning_is_a_failure(tmp_path):
    [found] = read_block(Block((str(tmp_path / "gone.txt"),)), Metadata(), SMALL)
    assert "gone.txt: no such file" in found.problems[0]


def test_the_gate_lets_go_and_the_tally_counts(tmp_path):
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "b.txt").write_text("The cup final\n\nThe striker scored twice in the final on Monday.\n")
    steps = Steps()
    found = list(read_articles([tmp_path], Metadata(), SMALL, io.BytesIO(), gate=lambda text, title: "sport" if "striker" in text else None, steps=steps))
    assert [f.off_topic for f in found] == [None, "sport"]
    assert (steps.by_name["off-topic"].entered, steps.by_name["off-topic"].dropped) == (2, 1)


@pytest.mark.parametrize(("names", "count"), [(("a.txt", "b.html"), 2), (("a.txt", "rows.jsonl"), 4), (("-",), None), (("none.txt",), 1)])
def test_inputs_are_counted_for_the_progress_bar(names, count, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("a.txt", "b.html"):
        (tmp_path / name).write_text(STORY)
    (tmp_path / "rows.jsonl").write_text('{"text": "Talks."}\n' * 3)
    assert count_inputs(list(names)) == count
