"""What can go wrong, as the user meets it.

    DemarcheError
    ├── UnreadableInput   an article that can't be read: empty, binary, too large, no such file
    │   └── OtherLanguage an article that is not in English
    ├── BadTable          a table of the lexicon that breaks its schema
    ├── BadModel          weights that are missing, damaged, or made for another version
    ├── BadOption         a setting or a flag with a value that it can't have
    ├── BadQuery          a question that can't be answered as it was put: an unknown filter, nothing to look for
    │   └── NotThere      a name or id that nothing in the store bears
    ├── NotFetched        an address that was not fetched: it may not be, nobody answers, too large, too slow, no feed
    │   ├── Forbidden     it may not be asked: another scheme than http, or a network that is not the open internet
    │   ├── TooSlow       the time that a fetch may take is over
    │   └── NotNow        its host asks to wait, or does not answer at all
    └── StoreError        a store that can't be opened, read or written: no such file, locked, full, of a newer version

A message names the input, the reason and the remedy.
"""


class DemarcheError(Exception):
    """Anything that Demarche refuses, with a message meant for the user."""


class UnreadableInput(DemarcheError):
    """The input holds no article that can be read."""


class OtherLanguage(UnreadableInput):
    """The article is not in English."""


class BadTable(DemarcheError):
    """A table of the lexicon breaks its schema; the message names file and line."""


class BadModel(DemarcheError):
    """The language model's files are missing, damaged or of another version."""


class BadOption(DemarcheError):
    """An option has a value that it can't have."""


class BadQuery(DemarcheError):
    """A question to the store that can't be answered as it was put."""


class NotThere(BadQuery):
    """Nothing in the store bears the name or id that was asked for."""


class NotFetched(DemarcheError):
    """An address was not fetched. `status`: what its server answered, where it answered."""

    def __init__(self, message: str, status: int | None = None) -> None:
        super().__init__(message)
        self.status = status


class Forbidden(NotFetched):
    """An address that may not be asked."""


class TooSlow(NotFetched):
    """The time that a fetch may take is over."""


class NotNow(NotFetched):
    """A host is to be left alone for `wait_s` seconds; None: it does not say how long. `asked`: was it asked for this address, or told so before?"""

    def __init__(self, message: str, host: str, wait_s: float | None = None, *, asked: bool = True) -> None:
        super().__init__(message)
        self.host = host
        self.wait_s = wait_s
        self.asked = asked


class StoreError(DemarcheError):
    """The store can't be opened, read or written."""
