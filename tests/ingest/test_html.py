import pytest
from reading_files import read_content
from samples import WORDS, page

from demarche.errors import UnreadableInput
from demarche.ingest.html import read_page
from demarche.ingest.steps import Steps
from demarche.settings import Settings

GERMAN = ["Die Minister der sechs Staaten trafen sich am Montag in Wien und wollen sich im nächsten Monat wieder treffen, wie es hieß."] * 4
JSON_LD = '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2022-02-07T10:00:00Z", "headline": "Talks go on"}</script>'


@pytest.mark.parametrize(
    ("content", "entered", "dropped"),
    [
        (page(), {"decode", "language", "off-topic", "boilerplate"}, set()),
        (page(words=GERMAN), {"decode", "language"}, {"language"}),
        (page(title="The cup final", words=[*WORDS, "The striker scored twice."]), {"decode", "language", "off-topic"}, {"off-topic"}),
    ],
)
def test_what_is_cheap_comes_first(content, entered, dropped, tmp_path):
    steps = Steps()
    [found] = read_content(tmp_path, "a.html", content, gate=lambda text, title: "sport" if "striker" in text else None, steps=steps)
    assert set(steps.by_name) == entered
    assert {name for name, step in steps.by_name.items() if step.dropped} == dropped
    assert found.off_topic == ("sport" if "off-topic" in dropped else None)


def test_an_article_that_is_let_go_has_its_cheap_text_and_what_its_head_says(tmp_path):
    head = f'{JSON_LD}<meta property="og:site_name" content="Harbour Post"><link rel="canonical" href="https://example.org/talks">'
    asked = []
    [found] = read_content(tmp_path, "a.html", page(head=head), gate=lambda text, title: asked.append((text, title)) or "not now")
    article = found.article
    assert (article.title, article.published, article.outlet, article.url) == (
        "Talks go on",
        "2022-02-07T10:00:00Z",
        "Harbour Post",
        "https://example.org/talks",
    )
    assert all(w in article.text for w in WORDS) and found.problems == ()
    assert asked == [(asked[0][0], "Talks go on")] and WORDS[0] in asked[0][0]


@pytest.mark.parametrize(
    "head",
    [
        JSON_LD,
        JSON_LD.replace("{", '[{"@graph": 5}, {', 1).replace("}<", "}]<"),
        JSON_LD.replace("{", '{"@context": "x", "@graph": [{', 1).replace("}<", "}]}<"),
    ],
)
def test_a_news_article_of_schema_org_tells_title_and_day(head):
    text, known = read_page(page(head=head), source="a")
    assert (known.title, known.published) == ("Talks go on", "2022-02-07T10:00:00Z") and text.startswith("Talks go on\n\n")


@pytest.mark.parametrize(
    "json", ["[" * 100_000, '{"@graph": 5}', '{"@graph": [null, 7]}', "9" * 10_000, '{"@type": ["NewsArticle"], "headline": {"a": 1}}', "\\ud800"]
)
def test_a_broken_script_of_schema_org_is_passed_over(json):
    text, known = read_page(page(head=f'<script type="application/ld+json">{json}</script>'), source="a")
    assert known.title == "Ministers meet in Vienna" and WORDS[3] in text


def test_a_gate_is_asked_once_and_by_the_text_of_other_formats(tmp_path):
    asked = []
    read_content(tmp_path, "a.txt", "\n\n".join(WORDS).encode(), gate=lambda text, title: asked.append(title))
    assert len(asked) == 1


def test_the_whole_text_of_a_page_without_an_article_is_taken_only_when_asked_for():
    content = b"<html><head><style>p {}</style></head><body><p>Talks on Monday.</p><script>var x;</script>More.</body></html>"
    with pytest.raises(UnreadableInput, match=r"a: no article text found \(0 links, 4 words\)"):
        read_page(content, source="a")
    assert read_page(content, source="a", as_text=True)[0] == "Talks on Monday.\n\nMore."


def test_a_server_may_name_the_charset():
    assert "Łódź" in read_page(page(words=[*WORDS, "They came from Łódź."], charset=None).decode().encode("iso-8859-2"), source="a", charset="iso-8859-2")[0]


def test_as_text_reaches_pages_in_files(tmp_path):
    [found] = read_content(tmp_path, "a.html", b"<html><body><p>Talks on Monday.</p></body></html>", Settings(as_text=True))
    assert found.article.text == "Talks on Monday."


_STORY = "<p>" + "The two ministers met in the capital and spoke of the border for some hours. " * 6 + "</p>"
_DAYS = {
    "of a copyright": ("", "<footer>© 2018-2020 The Wire</footer>", None),
    "told by the story": ("", "<p>On 8 October 1998 they had met before.</p>", None),
    "in a time element": ("<time datetime='2022-02-07T10:00'>7 Feb</time>", "", "2022-02-07"),
    "in a byline": ("<span class='date'>February 7, 2022</span>", "", "2022-02-07"),
}


@pytest.mark.parametrize(("before", "behind", "day"), _DAYS.values(), ids=_DAYS)
def test_a_day_of_publication_is_stated_or_unknown(before, behind, day):
    page = f"<html><body><article><h1>Talks</h1>{before}{_STORY}{behind}</article></body></html>"
    assert read_page(page.encode(), source="a.html")[1].published == day
