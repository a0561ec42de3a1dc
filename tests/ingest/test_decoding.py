import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.ingest.decoding import declared_in_page, decode, whole_characters

WORDS = "The café’s “talks” with Größe and Łódź — 5 €. "
WESTERN = "The café’s “talks” with Größe — 5 €. "


@pytest.mark.parametrize(
    ("content", "declared", "text"),
    [
        (WORDS.encode(), None, WORDS),
        (WORDS.encode(), "windows-1252", WORDS),
        (WORDS.encode(), "utf-16", WORDS),
        (WORDS.encode("utf-8-sig"), None, WORDS),
        (WORDS.encode("utf-16"), "utf-8", WORDS),
        (WORDS.encode("utf-32"), None, WORDS),
        (WORDS.encode("utf-16-le"), None, WORDS),
        (WORDS.encode("utf-16-be"), "utf-8", WORDS),
        (WESTERN.encode("cp1252"), None, WESTERN),
        (WESTERN.encode("cp1252"), "utf-8", WESTERN),
        (WESTERN.encode("cp1252"), "iso-8859-1", WESTERN),
        (WESTERN.encode("cp1252"), "klingon-8", WESTERN),
        (WORDS.encode() + WESTERN.encode("cp1252"), "utf-8", WORDS + WESTERN),
        (WORDS.encode()[:-1] + "€".encode()[:2], "utf-8", WORDS[:-1] + "â‚"),
        ("Переговоры в Вене".encode("cp1251"), "windows-1251", "Переговоры в Вене"),
        ("Łódź i Gdańsk".encode("iso-8859-2"), "latin2", "Łódź i Gdańsk"),
        ("会談".encode("shift_jis"), "shift_jis", "会談"),
        (b"", "utf-8", ""),
    ],
)
def test_text_is_decoded_by_what_its_bytes_are(content, declared, text):
    assert decode(content, declared) == text


@pytest.mark.parametrize(
    ("head", "charset"),
    [
        (b'<meta charset="utf-8">', "utf-8"),
        (b'<META http-equiv="Content-Type" content="text/html; charset=windows-1251">', "windows-1251"),
        (b"<html><p>charset=utf-8", None),
    ],
)
def test_a_page_may_name_its_charset(head, charset):
    assert declared_in_page(head) == charset


def test_directions_and_joiners_are_kept():
    text = "\u200fשלום\u200e and \u200bzero\u200d width\ufeff."
    assert decode(text.encode()) == text


@given(st.binary(max_size=200), st.sampled_from([None, "utf-8", "utf-16", "utf-7", "shift_jis", "gb18030", "punycode", "rot13", "zlib", ""]))
def test_any_bytes_give_whole_characters(content, declared):
    decode(content, declared).encode()


@given(st.text(st.characters(codec=None)))
def test_halves_of_pairs_are_replaced_and_nothing_else_changes(text):
    assert whole_characters(text) == "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text) or any("\ud800" <= c <= "\udbff" for c in text)
