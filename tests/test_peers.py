"""The programs that bench/performance.py measures beside ours do what they stand for."""

import importlib

import pytest

from conftest import ROOT
from demarche.language.analyse import analyse
from demarche.text import Span


@pytest.fixture(scope="module")
def bench():
    """Imports a file of bench/; the path is as before afterwards."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "bench"))
        yield importlib.import_module


@pytest.fixture(scope="module")
def coder(bench, model):
    petrarch = bench("peer_petrarch")
    return petrarch.PetrarchPeer(lambda text, paragraphs: analyse(text, paragraphs, model))


@pytest.mark.parametrize(
    ("text", "triples"),
    [
        ("Russia attacked Ukraine.", [("RUS", "ASSAULT", "UKR", "attack")]),
        ("Ukraine was attacked by Russia.", [("RUS", "ASSAULT", "UKR", "attack")]),
        ("Rebels attacked the Malian army.", [("---REB", "ASSAULT", "MLIMIL", "attack")]),
        ("France and Germany condemned Iran.", [("FRA", "ACCUSE", "IRN", "condemn"), ("DEU", "ACCUSE", "IRN", "condemn")]),
        ("Vladimir Putin criticised NATO and attacked Georgia.", [("RUSGOV", "ACCUSE", "IGO", "criticise"), ("RUSGOV", "ASSAULT", "GEO", "attack")]),
        ("Russia denied that it would attack Ukraine.", []),  # nobody is meant by a pronoun
        ("Moscow said Russia would never attack Ukraine.", [("RUS", "ASSAULT", "UKR", "attack")]),  # and all that is told happened
        ("The storm attacked the coast.", []),
    ],
)
def test_the_coder_tells_who_did_what_to_whom(coder, text, triples):
    assert [(e.source, e.type, e.target, e.verb) for e in coder.code(coder.analyse(text))] == triples


def test_without_dyads_one_actor_is_enough(bench, coder):
    alone = bench("peer_petrarch").PetrarchPeer(coder.analyser, dyads=False)
    assert [(e.source, e.target) for e in alone.code(alone.analyse("Russia attacked the village."))] == [("RUS", "---")]


def test_what_is_coded_takes_the_form_of_a_record(bench, coder, reader):
    text = "France and Germany condemned Iran."
    told = bench("peers").coded_record(reader(text, id="a"), coder.code(coder.analyse(text)))
    assert told["events"] == [{"type": "ACCUSE", "status": "happened", "actors": ["FRA", "DEU"], "recipients": ["IRN", "IRN"]}]
    assert (told["article"]["id"], [a["country"] for a in told["actors"]]) == ("a", ["DEU", "FRA", "IRN"])


def test_pages_are_of_the_size_of_news_and_hold_their_article_alone(bench):
    texts = bench("peers").articles(3)
    made = bench("peer_pages").pages(texts)
    assert made == bench("peer_pages").pages(texts)
    for text, page in zip(texts, made, strict=True):
        found = bench("peer_spacy").page_text(page)
        assert 40_000 <= len(page) <= 80_000
        assert set(text.split("\n\n")) == set(found.split("\n"))


def test_articles_are_varied_and_of_about_five_hundred_words_and_fifty(bench):
    texts = bench("peers").articles(20)
    assert len(set(texts)) == 20
    assert sum(len(text.split()) for text in texts) / 20 == pytest.approx(550, abs=60)


def test_the_pipeline_has_the_sizes_of_the_original_and_learns(bench, model, tmp_path):
    text = "Ministers from France met in Cairo on Monday.\nEgypt sent food to Sudan."
    document = analyse(text, [Span(0, 45), Span(46, len(text))], model)
    bench("peer_training").train([document], passes=30).to_disk(tmp_path)
    peer = bench("peer_spacy").SpacyPeer(str(tmp_path))
    assert peer.nlp.pipe_names == ["tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer", "ner"]
    assert peer.read_texts([text, text]) == 2
    assert peer.entities == 2 * len(document.names + document.times)
    assert [t.lemma_ for t in peer.nlp(text) if t.pos_ == "VERB"] == ["meet", "send"]
