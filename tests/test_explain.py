from demarche.explain import explain
from demarche.ingest.article import make_article
from demarche.ingest.metadata import Metadata
from demarche.pipeline import make_analyser
from demarche.settings import DEFAULTS

TEXT = "Emmanuel Macron met 3,000 soldiers in Odesa on Tuesday. He thanked them."


def test_every_meaning_has_its_words_and_its_reason():
    article = make_article(TEXT, Metadata(published="2022-02-10"), source="a test")
    explanations = explain(article, make_analyser(DEFAULTS))
    assert all(TEXT[e.start : e.end] == e.text and e.meaning and e.why for e in explanations)
    assert {e.kind for e in explanations} >= {"actor", "time", "place", "figure", "event"}
    assert next(e for e in explanations if e.text == "Tuesday").meaning == "DATE 2022-02-08"
    assert next(e for e in explanations if e.text == "He").meaning.startswith("Emmanuel Macron")


def test_what_was_ruled_out_is_told_with_its_reason():
    article = make_article("Norway expressed its condolences over the attack in Egypt.", Metadata(published="2022-02-10"), source="a test")
    ruled_out = [e for e in explain(article, make_analyser(DEFAULTS)) if e.kind == "no event"]
    assert ruled_out and all(e.why for e in ruled_out)
