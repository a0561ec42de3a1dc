import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.facts.times.find import find_times, trace_times
from demarche.language.document import Document, Phrase, Token
from demarche.text import Span


def document_of(text: str, times: dict[str, str], *, governors: dict[str, str] | None = None) -> Document:
    """A document of bare words. `times`: the model's marks, words → kind; `governors`: word → the word that it hangs on."""
    spans = [Span(*m.span()) for m in re.finditer(r"\w+(?:[:'’-]\w+)*|[^\w\s]", text)]
    first = {s.of(text): i for i, s in reversed(list(enumerate(spans)))}
    heads = {first[w]: first[g] for w, g in (governors or {}).items()}
    tokens = tuple(
        Token(s.of(text), s, s.of(text).lower(), "NOUN", "_", "_", heads.get(i, -1), "obl", event="OCCURRENCE" if s.of(text) in ("summit", "raid") else "O")
        for i, s in enumerate(spans)
    )
    phrases = []
    for words, kind in times.items():
        start = text.index(words)
        inside = [i for i, s in enumerate(spans) if start <= s.start < start + len(words)]
        phrases.append(Phrase(kind, inside[0], inside[-1] + 1, Span(start, start + len(words)), 1.0))
    ordered = tuple(sorted(phrases, key=lambda p: p.start))
    return Document(text, tokens, ((0, len(tokens)),), ((0, len(tokens)),), (), (), ordered)


def values(document, published="2022-02-07"):
    return {t.text: t.value for t in find_times(document, published)}


@pytest.mark.parametrize(
    ("text", "marked", "found"),
    [
        ("Each Thursday they meet.", {"Each": "SET", "Thursday": "DATE"}, {"Each Thursday": "XXXX-WXX-4"}),
        ("Talks ended two weeks ago.", {"two weeks": "DURATION"}, {"two weeks ago": "2022-W04"}),
        ("It began on Friday night.", {"Friday": "DATE"}, {"Friday night": "2022-02-04TNI"}),
        ("It began on Friday, 4 February 2022.", {"Friday": "DATE", "4 February 2022": "DATE"}, {"Friday, 4 February 2022": "2022-02-04"}),
        ("They met on 3 February and left.", {}, {"3 February": "2022-02-03"}),
        ("Protests in 2019 failed.", {}, {"2019": "2019"}),
        ("The 45-year-old minister left.", {"45-year-old": "DURATION"}, {}),
        ("He has already left.", {"already": "DATE"}, {}),
        ("They presided over this august body.", {"this august": "DATE"}, {}),
        ("It fell in the latest quarter's report.", {"quarter's": "DATE"}, {"quarter's": "2021-Q4"}),
        ("Both sides met for the next two weeks or so.", {"the next two weeks": "DURATION"}, {"the next two weeks or so": "P2W"}),
        ("He resigned earlier this month.", {"this month": "DATE"}, {"earlier this month": "2022-02"}),
        ("They missed the Friday deadline.", {"the Friday": "DATE"}, {"Friday": "2022-02-04"}),
        ("The treaty bans them at a rate of 15 a year.", {"15 a year": "DURATION"}, {"a year": "P1Y"}),
        ("It was over by 3 February.", {}, {"3 February": "2022-02-03"}),
        ("The war has no end.", {"The war": "DATE"}, {}),
    ],
)
def test_an_expression_has_its_edges(text, marked, found):
    assert values(document_of(text, marked)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The army now controls the port.", {"now": "PRESENT_REF"}),
        ("The envoy recently left.", {"recently": "PAST_REF"}),
        ("Neither side speaks of the future.", {"the future": "FUTURE_REF"}),
        ("The truce lasted six days.", {"six days": "P6D"}),
        ("It will take a few weeks.", {"a few weeks": "PXW"}),
        ("They talked for weeks.", {"weeks": "PXW"}),
        ("They left on the 3rd, without a word.", {"the 3rd": "2022-02-03"}),
        ("They meet twice a year.", {"twice a year": "P1Y"}),
        ("They meet every two years.", {"every two years": "P2Y"}),
        ("He was seen in early March.", {"early March": "2022-03"}),
        ("She hosts News Today.", {}),
        ("He spoke on This Week.", {}),
    ],
)
def test_what_the_grammar_is_sure_of_needs_no_mark_of_the_model(text, found):
    assert values(document_of(text, {})) == found


@pytest.mark.parametrize(
    ("text", "marked", "kind"),
    [
        ("They flew 40 flights a week.", {"a week": "DURATION"}, "SET"),
        ("They met over the weekend.", {"the weekend": "DURATION"}, "DATE"),
    ],
)
def test_the_words_tell_the_type(text, marked, kind):
    (time,) = find_times(document_of(text, marked), "2022-02-07")
    assert time.type == kind


@pytest.mark.parametrize(
    ("text", "marked", "found"),
    [
        ("It ran from Monday to Wednesday.", {"Monday": "DATE", "Wednesday": "DATE"}, {"Monday": "2022-02-07", "Wednesday": "2022-02-09"}),
        ("They met on April 24 and 25.", {"April 24": "DATE", "25": "DATE"}, {"April 24": "2022-04-24", "25": "2022-04-25"}),
        ("It takes between 60 and 90 days.", {"60": "DURATION", "90 days": "DURATION"}, {"60": "P60D", "90 days": "P90D"}),
        ("It fell in December last year.", {"December": "DATE", "last year": "DATE"}, {"December": "2021-12", "last year": "2021"}),
        ("At 16:15 GMT, 1 February, he spoke.", {"16:15 GMT": "TIME", "1 February": "DATE"}, {"16:15 GMT": "2022-02-01T16:15Z", "1 February": "2022-02-01"}),
    ],
)
def test_neighbours_complete_an_expression(text, marked, found):
    assert values(document_of(text, marked)) == found


def test_a_time_counts_from_an_event_that_the_text_dates():
    text = "The summit on 1 February failed. Two weeks after the summit, and one day after the raid, nobody spoke."
    marked = {"1 February": "DATE", "Two weeks": "DURATION", "one day": "DURATION"}
    governors = {"1": "summit", "February": "summit"}
    document = document_of(text, marked, governors=governors)
    after = [i for i, t in enumerate(document.tokens) if t.text == "after"]
    tokens = list(document.tokens)
    for i in after:
        tokens[i] = Token(*(getattr(tokens[i], f) if f != "head" else i + 2 for f in Token.__slots__))
    dated = Document(text, tuple(tokens), document.sentences, document.paragraphs, times=document.times)
    assert values(dated) == {"1 February": "2022-02-01", "Two weeks": "2022-02-15", "one day": "P1D"}


@pytest.mark.parametrize("top", ["March 1, 2008\nTalks ended on Friday.", "KYIV, March 1, 2008 (Example) - Talks ended on Friday."])
def test_a_date_at_the_top_stands_in_for_the_day_of_publication(top):
    (_, friday) = trace_times(document_of(top, {"March 1, 2008": "DATE", "Friday": "DATE"}), None)
    assert friday.fact.value == "2008-02-29"
    assert "the date at the top of the text" in friday.why


def test_a_date_within_a_sentence_is_no_reference():
    assert values(document_of("The war of March 1, 2008 ended on Friday.", {"March 1, 2008": "DATE", "Friday": "DATE"}), None)["Friday"] is None


def test_what_has_no_value_says_so():
    (traced,) = trace_times(document_of("It was the era of hope.", {"the era": "DATE"}), "2022-02-07")
    assert (traced.fact.value, traced.why) == (None, "no value known")


WORDS = st.lists(
    st.sampled_from(
        "on Tuesday in March 2021 the 3rd quarter , two weeks ago Feb. 30 Ω every night at 10:30 an 8 years old 24 and 25 May "
        "earlier this year 's or so now a fortnight twice".split()
    ),
    max_size=12,
)


@given(WORDS, st.sampled_from([None, "2022-02-07", "2022-02-07T10:00:00", "07-02-2022"]))
def test_spans_are_true_in_order_and_the_same_twice(pieces, published):
    document = document_of(" ".join(pieces), {})
    found = find_times(document, published)
    assert all(document.text[t.start : t.end] == t.text for t in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert found == find_times(document, published)
