"""Words and numbers → what stands in a cell of a file of rows."""

from urllib.parse import urlsplit

from demarche.views.visible import visible


def in_a_cell(words: str | None) -> str:
    """The words as one line without control characters: no tab or line end of theirs parts a row."""
    return visible(" ".join((words or "").split()))


def in_degrees(value: float | None) -> str:
    """A coordinate to ten metres, which is more than news knows; empty where there is none."""
    return "" if value is None else f"{value:.4f}".rstrip("0").rstrip(".")


def has_host(address: str) -> bool:
    """Does the address name a machine, as one that can be followed does? "https://", "http://[" and "http://a:99999" do not."""
    try:
        parts = urlsplit(address)
        return bool(parts.hostname) and "%" not in parts.netloc and parts.port != 0
    except ValueError:
        return False
