"""Copies and origins: a copy says nothing that its original does not; what shares most of its words has one origin."""

import random

import pytest
from datasketch import MinHash

from demarche.lexicon.knowledge import load_knowledge
from demarche.lexicon.load import load_table
from demarche.merge.copies import find_original, is_copy, resemblance, resembles, take_imprint
from demarche.merge.credits import find_agency, find_country
from making import make_text

BODY = (
    "The two foreign ministers sat down in Vienna on Monday for the third time this year.",
    "They spoke about prisoners, grain and the monitors whom neither side trusts.",
    "No joint statement followed, and both flew home before midnight.",
    "A fourth round is expected in the autumn, diplomats said.",
)


def imprint(key: str, *sentences: str, published: str | None = "2022-02-08", title: str = "Ministers meet again in Vienna", end: str = ""):
    article = make_text(f"{title}\n\n" + "\n\n".join(sentences) + (f"\n\n{end}" if end else ""), id=key, published=published)
    return take_imprint(article, key)


@pytest.mark.parametrize(
    ("other", "copy"),
    [
        (imprint("b", *BODY), True),
        (imprint("b", *BODY, title="Vienna talks end without result"), True),
        (imprint("b", *BODY[:2]), True),
        (imprint("b", *BODY[:2], end="(Reuters)"), True),
        (imprint("b", "VIENNA (Reuters) - " + BODY[0], *BODY[1:]), True),
        (imprint("b", *BODY, "The Austrian chancellor welcomed them."), False),
        (imprint("b", *BODY[:3], "A fourth round is expected in the spring, diplomats said."), False),
        (imprint("b", *BODY, published="2022-03-08"), False),
        (imprint("b", *BODY, published=None), False),
    ],
)
def test_a_copy_adds_nothing(other, copy):
    assert is_copy(other, imprint("a", *BODY)) is copy


def test_of_two_that_say_the_same_the_later_one_is_the_copy():
    first, second = imprint("z", *BODY, published="2022-02-07"), imprint("a", *BODY, published="2022-02-08")
    assert find_original(second, [first]) == "z" and find_original(first, [second]) is None


def test_a_copy_meets_its_original_under_a_mark():
    whole = imprint("a", *BODY)
    for cut in (imprint("b", *BODY[:1]), imprint("b", *BODY[:3]), imprint("b", *BODY)):
        assert set(whole.marks) & set(cut.marks)


def test_reports_in_other_words_do_not_resemble_each_other():
    told_anew = imprint("b", "In Vienna the ministers met on Monday.", "Prisoners and grain were on the table.", "They parted without a word to the press.")
    assert not resembles(imprint("a", *BODY), told_anew)
    assert resembles(imprint("a", *BODY), imprint("b", *BODY[:3], "The Austrian chancellor looked in."))


def test_one_headline_is_no_copy_of_another():
    one, other = make_text("Macron meets Putin", id="a"), make_text("Scholz meets Biden", id="b")
    assert not is_copy(take_imprint(one, "a"), take_imprint(other, "b"))


def test_marks_meet_as_often_as_the_reference_says():
    """Of pairs with a Jaccard similarity of about 0.7, nearly all share a band, as with datasketch's MinHash of as many permutations."""
    draw = random.Random(3)
    words = [row["word"] for row in load_table("common_words")][:400]
    met = near = 0
    for n in range(40):
        text = draw.sample(words, 120)
        other = text[:100] + draw.sample(words, 20)
        mine = [imprint("a", " ".join(text) + f" {n}."), imprint("b", " ".join(other) + f" {n}.")]
        sketches = []
        for one in mine:
            sketch = MinHash(num_perm=128)
            for shingle in one.shingles:
                sketch.update(str(shingle).encode())
            sketches.append(sketch)
        near += sketches[0].jaccard(sketches[1]) > 0.55
        met += bool(set(mine[0].marks) & set(mine[1].marks))
    assert near >= 35 and met >= near


def test_containment_is_of_the_shorter():
    assert resemblance(imprint("a", *BODY), imprint("b", *BODY[:1])) == 1.0


@pytest.mark.parametrize(
    ("text", "outlet", "agency"),
    [
        ("Talks end\n\nVIENNA, Feb 8 (Reuters) - The ministers met.", "The Wire", "Reuters"),
        ("Talks end\n\nThe ministers met in Vienna.\n\n(AFP)", "The Wire", "Agence France-Presse"),
        ("Talks end\n\nThe ministers met in Vienna on Monday.\n\nWith reporting by Reuters", "The Wire", "Reuters"),
        ("Talks end\n\nThe ministers met in Vienna.", "Xinhua", "Xinhua"),
        ("Talks end\n\nThe ministers met in Vienna, Reuters reported, and spoke of grain for three hours.", "The Wire", None),
        ("Talks end\n\nThe ministers met in Vienna.", None, None),
    ],
)
def test_whom_an_article_credits(text, outlet, agency):
    assert find_agency(make_text(text, id="a", outlet=outlet)) == agency


def test_where_an_outlet_sits():
    knowledge = load_knowledge(None)
    assert (find_country("Le Monde", knowledge), find_country("The Meridian Wire", knowledge), find_country(None, knowledge)) == ("FRA", None, None)


@pytest.mark.parametrize("sentence", ["Russia expelled the TASS bureau chief.", "The app was banned in Argus county."])
def test_what_names_an_agency_may_be_news(sentence):
    assert not is_copy(imprint("b", *BODY, sentence), imprint("a", *BODY))


def test_a_dash_begins_no_story():
    one = imprint("a", BODY[0], "Russia agreed to the talks - the Kremlin said.")
    assert not is_copy(imprint("b", BODY[0], "Russia refused all the talks - the Kremlin said."), one)
