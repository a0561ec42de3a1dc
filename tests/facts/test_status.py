import pytest


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Russia attacked Ukraine.", "happened"),
        ("Russia is attacking Ukraine.", "ongoing"),
        ("Russia will attack Ukraine.", "planned"),
        ("Russia may attack Ukraine.", "possible"),
        ("Russia did not attack Ukraine.", "negated"),
        ("Russia never attacked Ukraine.", "negated"),
        ("Poland fears that Russia will attack Ukraine.", "possible"),
        ("Russia denied that it had attacked Ukraine.", "negated"),
        ("Russia refused to attack Ukraine.", "negated"),
        ("Russia plans to attack Ukraine.", "planned"),
        ("If Russia attacked Ukraine, Poland would respond.", "possible"),
    ],
)
def test_the_words_around_an_event_decide_its_status(text, status, reader):
    record = reader(text)
    anchors = {record.article.text[e.anchor.start : e.anchor.end]: e.status.value for e in record.events if e.type == "ASSAULT"}
    assert list(anchors.values()) == [status]
