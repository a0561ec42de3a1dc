"""A web page: its markup, parsed once for all who look at it, and its cheap plain text.

libxml2 stops without a word at 256 levels and at text nodes over 10 MB, trafilatura's time grows with the square of a table's rows, and the
parsers take 300 bytes a tag: what is beyond these limits is told, or read by the cheap text alone.
"""

import re
from dataclasses import dataclass

from lxml import etree, html
from resiliparse.extract.html2text import extract_plain_text

from demarche.errors import UnreadableInput
from demarche.ingest.decoding import declared_in_page, decode

# News pages have 500 to 5,000 tags. The parsers take 100 MB for so many.
MOST_TAGS = 300_000
# Both parsers compare every attribute of a tag with all others: 20,000 take two seconds.
_MOST_WORDS_IN_TAG = 20_000
_TAG = re.compile(r"""<[a-zA-Z](?:[^>"']++|"[^"]*+"|'[^']*+'|["'])*+""")
# trafilatura takes 36 seconds for a table of 20,000 rows, one for 3,000.
_MOST_READ_CLOSELY, _MOST_IN_TABLES, _LONGEST_READ_CLOSELY = 30_000, 6_000, 1_000_000


@dataclass(slots=True)
class Page:
    """A parsed page. `tree` is None for one without any element; `deep` says that it has more levels than libxml2 takes unasked."""

    source: str
    markup: str
    tree: html.HtmlElement | None
    deep: bool = False

    def cheap_text(self) -> str:
        """The plain text of what looks like the main content, within a fraction of a millisecond."""
        if self.tree is None:
            return ""
        # resiliparse looks for the main content at every level again: 17 seconds for 20,000 levels.
        return whole_text(self.tree)[0] if self.deep else str(extract_plain_text(self.markup, main_content=True, alt_texts=False, list_bullets=False))

    def is_readable_closely(self) -> bool:
        """Is it of a size at which trafilatura comes to an end?"""
        if self.tree is None:
            return False
        sizes = (("count(//*)", _MOST_READ_CLOSELY), ("count(//table//*)", _MOST_IN_TABLES), ("string-length(/)", _LONGEST_READ_CLOSELY))
        return all(self.tree.xpath(size) <= most for size, most in sizes)


def open_page(content: bytes, source: str, charset: str | None = None) -> Page:
    """The page of these bytes. Raises UnreadableInput for one that no parser reads within its limits."""
    markup = decode(content, charset or declared_in_page(content)).replace("\0", "")
    _check_tags(markup, source)
    encoded = markup.encode()
    tree, limited = _parse(encoded, huge=False)
    if limited:
        tree, still = _parse(encoded, huge=True)
        if still:
            raise UnreadableInput(f"{source}: elements nested more than 2,000 deep. No browser shows such a page; simplify it, or give its text.")
    return Page(source, markup, tree, limited)


def _check_tags(markup: str, source: str) -> None:
    tags = markup.count("<")
    if tags > MOST_TAGS:
        raise UnreadableInput(f"{source}: {tags:,} tags, more than {MOST_TAGS:,}: no article. Divide it, or give its text.")
    if len(markup) > _MOST_WORDS_IN_TAG and any(_is_crowded(tag.group()) for tag in _TAG.finditer(markup)):
        raise UnreadableInput(f"{source}: a tag with more than {_MOST_WORDS_IN_TAG:,} attributes. Simplify it, or give its text.")


def _is_crowded(tag: str) -> bool:
    return len(tag) > _MOST_WORDS_IN_TAG and len(re.findall(r"[\s/]+", tag)) > _MOST_WORDS_IN_TAG


def _parse(page: bytes, *, huge: bool) -> tuple[html.HtmlElement | None, bool]:
    """The tree, and whether a limit of the parser cut it off."""
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=huge, recover=True)
    try:
        tree = html.document_fromstring(page, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        tree = None
    return tree, any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log)


def whole_text(tree: html.HtmlElement) -> tuple[str, int]:
    """All words that a reader of the page sees, and the number of links."""
    unseen = frozenset(("script", "style", "noscript", "template"))
    words = [t.strip() for t in tree.xpath("//text()") if t.strip() and (t.is_tail or t.getparent().tag not in unseen)]
    return "\n\n".join(words), int(tree.xpath("count(//a[@href])"))
