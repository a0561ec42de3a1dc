"""What became of a feed in one round, and the words that say it, without secrets."""

from collections import Counter
from dataclasses import dataclass, field

from demarche.following.addresses import shown
from demarche.following.articles import name_of
from demarche.following.entries import Found
from demarche.following.feeds_file import Feed
from demarche.following.fetching import Answer
from demarche.store.following import Waiting
from demarche.store.writing import State


@dataclass
class Followed:
    """What became of a feed in one round. `said`: what its server answered, in words; `again`: entries that failed and are tried again; `later`: entries
    that were not tried, because their host is left alone for now."""

    feed: Feed
    said: str = ""
    failed: bool = False
    new: int = 0
    states: Counter[State] = field(default_factory=Counter)
    there: int = 0
    again: int = 0
    later: int = 0

    @property
    def has_failed(self) -> bool:
        """Is there anything in it that somebody should look at?"""
        return self.failed or bool(self.again or self.states[State.FAILED])


def words_of(found: Found, most: int, answer: Answer) -> str:
    """What is to be said of a feed that was read."""
    said = [f"{found.total:,} {'entry' if found.total == 1 else 'entries'}" + (f", the first {most:,} of them taken" if found.total > most else "")]
    if found.bare:
        said.append(f"{found.bare:,} without an address and a text")
    if answer.moved_to:
        said.append(f"moved for good to {shown(answer.moved_to)}: write that into the file")
    return "; ".join(said)


def about(entry: Waiting, feed: Feed, reason: str) -> str:
    """The reason, with the entry that it is about."""
    name = shown(name_of(entry, feed))
    return reason if reason.startswith(name) else f"{name}: {reason}"


def moment_words(moment: str) -> str:
    """A moment in ISO form, to the minute."""
    return f"{moment[:16].replace('T', ' ')} UTC"


def pause_words(seconds: float) -> str:
    """A pause, in minutes or hours."""
    return f"{seconds / 3600:.0f} h" if seconds >= 2 * 3600 else f"{max(1, round(seconds / 60))} min"
