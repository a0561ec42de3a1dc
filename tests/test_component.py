"""spaCy both ways: Demarche as a component of a pipeline, and a pipeline in place of our model."""

import pytest

from demarche.pipeline import open_reader
from demarche.settings import Settings

spacy = pytest.importorskip("spacy", reason="spaCy is an extra: pip install 'demarche[spacy]'")
TEXT = "Emmanuel Macron met Vladimir Putin in Moscow on Monday."


def test_a_pipeline_with_the_component_holds_the_record():
    nlp = spacy.blank("en")
    nlp.add_pipe("demarche")
    doc = nlp.make_doc(TEXT)
    doc.user_data["published"] = "2022-02-08"
    record = nlp(doc)._.demarche
    assert {"Emmanuel Macron", "Vladimir Putin"} <= {a.name for a in record.actors}
    assert [t.value for t in record.times] == ["2022-02-07"]


def test_a_spacy_pipeline_stands_in_for_the_model(tmp_path):
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "PERSON", "pattern": "Emmanuel Macron"}, {"label": "GPE", "pattern": "Moscow"}])
    nlp.to_disk(tmp_path / "pipeline")
    record = open_reader(Settings(model=str(tmp_path / "pipeline")))(TEXT, published="2022-02-08")
    assert "Emmanuel Macron" in {a.name for a in record.actors}
    assert record.statements == ()
