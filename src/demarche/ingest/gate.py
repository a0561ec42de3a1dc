"""The topic gate as the settings ask for it."""

from demarche.ingest.input import Gate
from demarche.ingest.topic import find_topic
from demarche.settings import Settings


def gate_of(settings: Settings) -> Gate | None:
    """What tells why an article is let go before the model reads it. None where every topic is wanted."""
    return None if settings.every_topic else _reason


def _reason(text: str, title: str | None) -> str | None:
    topic = find_topic(text, title)
    return None if topic.on_topic else topic.reason
