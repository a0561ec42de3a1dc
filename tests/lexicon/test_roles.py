from demarche.language.words import find_words
from demarche.lexicon.roles import load_titles, title_endings, title_openings


def test_titles_of_several_words_begin_and_end_with_what_may_begin_and_end_them():
    words = [[s.of(title) for s in find_words(title)] for title in load_titles()]
    several = [w for w in words if len(w) > 1]
    assert several
    assert all(w[0] in title_openings() and w[-1] in title_endings() for w in several)
    assert "minist" not in title_openings() and "inister" not in title_endings()
