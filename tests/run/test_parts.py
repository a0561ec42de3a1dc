from demarche.ingest.input import Input
from demarche.merge.copies import take_imprint
from demarche.record import Actor, ActorKind, Article, Figure, Part, PartKind, Record
from demarche.run.looking import Outcome
from demarche.run.parts import Parts
from demarche.store.rows import to_rows
from demarche.text import Span

TEXT = "Emoji 🕊, a combining e\u0301, and \u202eright to left\u202c."
ARTICLE = Article("a1", TEXT, url="https://example.org/1", published="2022-03-01", parts=(Part(PartKind.PARAGRAPH, 0, len(TEXT)),))
ACTOR = Actor("a1", "Сергей Лавров", ActorKind.PERSON)
ROWS = to_rows(Record(ARTICLE, actors=(ACTOR,), figures=(Figure("f1", 0.1, "exactly", "people", "a tenth", 0, 5, (Span(0, 5),)),)), "k1")
OUTCOMES = [
    Outcome(Input(ARTICLE, source="a.jsonl, line 1"), ROWS, take_imprint(ARTICLE, "k1"), ("a note",)),
    Outcome(Input(Article("a2", ""), ("a.jsonl, line 2: no text",), "a.jsonl, line 2")),
    Outcome(Input(ARTICLE, source="a.jsonl, line 3", off_topic="sport: goals")),
]


def test_a_part_gives_back_what_was_written(tmp_path):
    parts = Parts(str(tmp_path / "deep/parts"))
    assert not parts.has("one")
    parts.write("one", OUTCOMES)
    assert parts.has("one") and list(parts.read("one")) == OUTCOMES


def test_the_same_is_written_as_the_same_bytes_and_nothing_else_is_left(tmp_path):
    parts = Parts(str(tmp_path))
    parts.write("one", OUTCOMES)
    first = (tmp_path / "one.jsonl.gz").read_bytes()
    parts.write("one", OUTCOMES)
    assert (tmp_path / "one.jsonl.gz").read_bytes() == first
    assert [p.name for p in tmp_path.iterdir()] == ["one.jsonl.gz"]


def test_an_empty_folder_is_tidied_away(tmp_path):
    parts = Parts(str(tmp_path / "parts"))
    parts.write("one", [])
    parts.tidy()
    assert (tmp_path / "parts").is_dir()
    parts.remove("one")
    parts.tidy()
    assert not (tmp_path / "parts").exists()
