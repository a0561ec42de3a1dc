import pytest

from demarche.ingest.parts import find_parts

ARTICLE = """Ministers meet in Vienna

By Ana Horvat

VIENNA, Feb 7 (Meridian) — Ministers from six states met on Monday. They agreed to meet again.

Delegates arrive at the palace on Monday.Image AGENCY

A second paragraph says what they want. It is long enough to be one.

‘No deal yet’

A third paragraph follows the subheading and tells of the afternoon.

Read more: Six things to know

Bir yanıt yazın"""


def kinds(text):
    return [(p.kind.value, text[p.start : p.end]) for p in find_parts(text)]


def test_every_line_is_told_for_what_it_is():
    assert [k for k, _ in kinds(ARTICLE)] == [
        "title", "byline", "dateline", "paragraph", "caption", "credit", "paragraph", "subheading", "paragraph", "boilerplate", "boilerplate",
    ]  # fmt: skip


def test_caption_and_credit_are_parted_where_they_are_glued():
    found = dict(kinds(ARTICLE))
    assert found["caption"] == "Delegates arrive at the palace on Monday."
    assert found["credit"] == "Image AGENCY"


def test_nothing_is_cut():
    covered = {i for p in find_parts(ARTICLE) for i in range(p.start, p.end)}
    left = "".join(c for i, c in enumerate(ARTICLE) if i not in covered and not c.isspace())
    assert left == "—"  # the dash between dateline and story


@pytest.mark.parametrize("line", ["The agency reports:", "It was over, he said.", "- a list item"])
def test_a_short_line_is_not_always_a_subheading(line):
    text = f"A title\n\nA first paragraph, which is longer than a title is.\n\n{line}\n\nAnother paragraph of the story, as long as the first."
    assert (kinds(text)[2]) == ("paragraph", line)


def test_hard_wrapped_lines_are_one_paragraph():
    line = "The ministers of the six states that border the lake met again in the\n"
    text = "Lake talks\n\n" + line * 6 + "capital.\n"
    assert [k for k, _ in kinds(text)] == ["title", "paragraph"]


@pytest.mark.parametrize("line", ["Belgrade/Brussels, 25 March 1999", "Quito, March 4, 2008", "SEOUL, Nov. 24"])
def test_a_place_and_a_day_on_a_line_of_their_own_are_a_dateline(line):
    assert ("dateline", line) in kinds(f"Ministers meet at night\n\n{line}\n\nThe ministers met on Monday. They agreed to meet again in a week.")
