"""Figures: how many, of what, whose. The sentences are parsed by the model; trees that decide are built by hand."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import make_document
from demarche.facts.figures.find import find_figures, trace_figures
from demarche.facts.named import Named
from demarche.language.document import Document, Phrase, Token
from demarche.language.words import find_words
from demarche.record import Actor, ActorKind
from demarche.text import Span


def named_by(document, **names):
    """Actors by the word that names them: Russia="RUS"."""
    found = []
    for name, country in names.items():
        phrases = tuple(Phrase("LOC", i, i + 1, t.span, 1.0) for i, t in enumerate(document.tokens) if t.text == name)
        found.append(Named(Actor(name, name, ActorKind.STATE, country=country), phrases))
    return found


@pytest.fixture
def figures(reader):
    def find(text, **names):
        document = reader.analyser(text, [Span(0, len(text))])
        return find_figures(document, named_by(document, **names))

    return find


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("India moved 1,20,000 soldiers to the border.", 120_000, "soldiers"),
        ("Poland took in 125 000 refugees.", 125_000, "refugees"),
        ("Poland took in 125\u00a0000 refugees.", 125_000, "refugees"),
        ("The minister counted 125.000 soldiers.", 125_000, "soldiers"),
        ("The minister counted 1.250.000 voters.", 1_250_000, "voters"),
        ("The ship carried 2.125 tonnes of fuel.", 2.125, "tonnes"),
        ("Some 1.5 million people fled.", 1_500_000, "people"),
        ("The fund paid out 2.3m euros.", 2_300_000, "euros"),
        ("Washington pledged $1.5 billion in aid.", 1.5e9, "dollars"),
        ("Brussels offered a €750bn recovery plan.", 750e9, "euros"),
        ("Norway will spend US$ 40 billion on ships.", 40e9, "dollars"),
        ("Japan gave 1.5 billion dollars in aid.", 1.5e9, "dollars"),
        ("Turnout was 30 per cent.", 30, "percent"),
        ("Turnout was 30%.", 30, "percent"),
        ("Turnout was 30 percent.", 30, "percent"),
        ("Support fell by five percentage points.", 5, "percentage points"),
        ("Moscow expelled twenty-five diplomats.", 25, "diplomats"),
        ("Two hundred and six deputies voted.", 206, "deputies"),
        ("The plan costs one point six billion dollars.", 1.6e9, "dollars"),
        ("Italy rescued 700 asylum seekers.", 700, "asylum seekers"),
        ("Turkey withdrew two battalions.", 2, "battalions"),
        ("A dozen missiles hit the port.", 12, "missiles"),
        ("Two dozen missiles hit the port.", 24, "missiles"),
        ("Half a million people signed the petition.", 500_000, "people"),
        ("Two and a half million people signed the petition.", 2_500_000, "people"),
        ("A battalion of 800 men arrived.", 800, "men"),
        ("Lithuania opened a 30-kilometre corridor.", 30, "kilometres"),
        ("The party won 120 of its seats.", 120, "seats"),
        ("More than 450 Japanese live there.", 450, "people"),
        ("Egypt guards 160,000 square kilometers.", 160_000, "square kilometres"),
    ],
)
def test_a_number_is_read_with_its_unit_however_it_is_written(text, value, unit, figures):
    assert [(f.value, f.unit) for f in figures(text)] == [(value, unit)]


@pytest.mark.parametrize(
    ("text", "comparison", "words"),
    [
        ("More than 3,000 people came.", "more than", "More than 3,000"),
        ("Over 60 ships took part.", "more than", "Over 60"),
        ("At least 12 people came.", "at least", "At least 12"),
        ("No fewer than 12 people came.", "at least", "No fewer than 12"),
        ("Some 40 tanks were destroyed.", "about", "Some 40"),
        ("Nearly 3,000 people came.", "about", "Nearly 3,000"),
        ("Around 1,000 families left.", "about", "Around 1,000"),
        ("An estimated 4,000 fighters surrendered.", "about", "An estimated 4,000"),
        ("At least some 200 people came.", "at least", "At least some 200"),
        ("Up to 50,000 men may go.", "up to", "Up to 50,000"),
        ("As many as 300 civilians were trapped.", "up to", "As many as 300"),
        ("No more than 200 observers will stay.", "up to", "No more than 200"),
        ("Fewer than 10 ships remain.", "less than", "Fewer than 10"),
        ("Just under 70 ships remain.", "less than", "Just under 70"),
        ("The state spent more than $5 billion.", "more than", "more than $5 billion"),
        ("40 ships remain.", "exactly", "40"),
        ("The army needs 300 or more tanks.", "at least", "300 or more"),
        ("The army needs a dozen or so tanks.", "about", "a dozen or so"),
    ],
)
def test_words_around_the_number_compare(text, comparison, words, figures):
    assert [(f.comparison, f.text) for f in figures(text)] == [(comparison, words)]


@pytest.mark.parametrize(
    ("words", "value"),
    [("Dozens", 24), ("Scores", 40), ("Hundreds", 200), ("Thousands", 2000), ("Tens of thousands", 20_000), ("Hundreds of thousands", 200_000)],
)
def test_a_vague_amount_has_the_least_value_it_allows(words, value, figures):
    [figure] = figures(f"{words} of refugees fled.")
    assert (figure.value, figure.comparison, figure.unit, figure.text) == (value, "about", "refugees", words)


@pytest.mark.parametrize(
    "amount", ["between 100,000 and 130,000", "100,000 to 130,000", "100,000-130,000", "100,000–130,000", "100 to 130 thousand"]
)  # fmt: skip
def test_a_range_is_two_figures(amount, figures):
    found = figures(f"The alliance sent {amount} troops.")
    assert [(f.value, f.comparison, f.unit, f.text) for f in found] == [(100_000, "at least", "troops", amount), (130_000, "up to", "troops", amount)]


def test_both_ends_of_a_change_count_the_same(figures):
    found = figures("The number of peacekeepers will grow from 8,000 to 12,000.")
    assert [(f.value, f.comparison, f.unit) for f in found] == [(8000, "exactly", "peacekeepers"), (12_000, "exactly", "peacekeepers")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The attack left 120 killed and 300 wounded.", [(120, "people"), (300, "people")]),
        ("A bomb exploded, killing 12 people and wounding 40.", [(12, "people"), (40, "people")]),
        ("The death toll rose to 36.", [(36, "people")]),
        ("Thirty-six people died and hundreds were injured.", [(36, "people"), (200, "people")]),
        ("A blast killed 247 people in Kenya and 10 in Tanzania.", [(247, "people"), (10, "people")]),
        ("Casualties exceeded 3,000.", [(3000, "casualties")]),
        ("France will send a 10,000-strong force.", [(10_000, "troops")]),
        ("The general commands a 5,000-man brigade.", [(5000, "men")]),
        ("The general commands an army of 90,000.", [(90_000, "soldiers")]),
    ],
)
def test_what_is_counted_may_be_said_elsewhere(text, found, figures):
    assert [(f.value, f.unit) for f in figures(text)] == found


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("The 2,500 US troops in Iraq will go home.", "US troops in Iraq"),
        ("The bomb left 120 killed.", "killed"),
        ("She won 30 percent of the vote.", "the vote"),
        ("Washington promised a $5 million loan.", "loan"),
        ("Dozens of Russian tanks burned.", "Russian tanks"),
    ],
)
def test_the_texts_own_words_say_what_is_counted(text, of, figures):
    assert [f.of for f in figures(text)] == [of]


@pytest.mark.parametrize(
    "text",
    [
        "It happened in 2014.",
        "The talks lasted three days.",
        "The ministers held a two-hour meeting.",
        "A 45-year-old man, Olga's brother, spoke.",
        "Olga Petrova, 45, leads the party.",
        "Germany beat Spain 3-1.",
        "Oil rose to $90 a barrel.",
        "Oil closed at $90.25 in London.",
        "Article 5 and Resolution 1701 were cited.",
        "Boeing 737 jets and F-16 fighters took off.",
        "The G7 discussed Nord Stream 2 and 5G networks.",
        "One of them left.",
        "The two left, and both were tired.",
        "The two leaders met.",
        "Three countries signed.",
        "One in five voters stayed at home.",
        "Nine out of ten voters stayed at home.",
        "Two-thirds of the members agreed.",
        "Three times as many soldiers came.",
        "The court ruled by a 6-3 vote.",
        "They came in groups of three.",
    ],
)
def test_what_counts_nothing_is_no_figure(text, figures):
    assert figures(text) == []


@pytest.mark.parametrize("text", ["Twelve leaders met.", "Two leaders met 300 officers."])
def test_many_leaders_are_a_figure_few_are_actors(text, figures):
    assert len(figures(text)) == 1


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("Ukraine has 200,000 soldiers.", "Ukraine"),
        ("Ukraine's 200,000 soldiers are ready.", "Ukraine"),
        ("The 200,000 Ukrainian soldiers are ready.", "Ukraine"),
        ("Ukraine lost 20 tanks.", "Ukraine"),
        ("Ukraine has lost 20 of its tanks.", "Ukraine"),
        ("Ukraine destroyed 20 tanks.", None),
        ("Some 200,000 people fled from Ukraine.", None),
    ],
)
def test_the_holder_is_who_has_what_is_counted(text, holder, figures):
    assert [f.holder for f in figures(text, Ukraine="UKR")] == [holder]


STRONG = """
    Neighbours neighbour NOUN 2 nsubj
    watch watch VERB 0 root
    the the DET 4 det
    troops troops NOUN 2 obj Number=Plur
    that that PRON 7 obj
    Russia Russia PROPN 7 nsubj
    gathered gather VERB 4 acl:relcl
    along along ADP 10 case
    the the DET 10 det
    border border NOUN 7 obl
    , , PUNCT 16 punct
    currently currently ADV 16 advmod
    more more ADJ 15 advmod
    than than ADP 13 fixed
    125,000 125,000 NUM 16 obl NumType=Card
    strong strong ADJ 4 appos
    """


def test_a_body_is_so_many_strong_far_from_its_noun():
    document = make_document(STRONG)
    [traced] = trace_figures(document, named_by(document, Russia="RUS"))
    figure = traced.fact
    assert (figure.value, figure.comparison, figure.unit, figure.holder) == (125_000, "more than", "troops", "Russia")
    assert (figure.of, figure.text) == ("troops along the border", "more than 125,000")
    assert figure.evidence[0].of(document.text) == "currently more than 125,000 strong"
    assert traced.why == "125000, more than; unit: “troops” that are so many strong; holder: subject of “gathered”"


def test_times_are_left_to_the_times():
    rows = "In in ADP 2 case\n 2000 2000 NUM 4 obl\n many many ADJ 4 amod\n voters voter NOUN 0 root Number=Plur"
    assert find_figures(make_document(rows, times={"2000": "DATE"}), []) == []


WORDS = "at least more than between and to - , 1 20 125,000 1.5 million dozens of hundreds half a $ % troops killed strong one two in out Ünion ſ 𝟚 ² ٣".split()


@settings(deadline=None)  # the first example loads the tables
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12), st.randoms(use_true_random=False))
def test_any_tree_over_any_words_gives_true_spans_and_the_same_twice(words, chance):
    text = " ".join(words)
    spans = find_words(text)
    heads = [chance.randrange(i) if i else -1 for i in range(len(spans))]
    relations = [chance.choice(("nummod", "nmod", "obj", "nsubj", "conj", "amod", "case", "acl")) if i else "root" for i in range(len(spans))]
    tags = [chance.choice(("NUM", "NOUN", "PROPN", "ADJ", "VERB", "ADP")) for _ in spans]
    tokens = tuple(Token(s.of(text), s, s.of(text), t, "_", "Number=Plur", h, r) for s, t, h, r in zip(spans, tags, heads, relations, strict=True))
    document = Document(text, tokens, ((0, len(tokens)),), ((0, len(tokens)),))
    found = find_figures(document, [])
    assert found == find_figures(document, [])
    assert all(f.text == text[f.start : f.end] and 0 <= f.start < f.end <= len(text) for f in found)
    assert all(0 <= e.start < e.end <= len(text) for f in found for e in f.evidence)
