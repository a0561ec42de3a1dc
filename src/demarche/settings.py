"""Every option: its default and a line of help. The command line and the documentation are made from these."""

from dataclasses import dataclass, field, fields
from pathlib import Path

from demarche.errors import BadOption


def _option(default: object, help_: str) -> object:
    return field(default=default, metadata={"help": help_})


@dataclass(frozen=True, slots=True)
class Settings:
    """How articles are read. Frozen; made once, at the command line or by the caller, and handed on."""

    model: str = _option("demarche", "the language model: `demarche`, or the name of an installed spaCy pipeline")  # type: ignore[assignment]
    weights: Path | None = _option(None, "a folder of weights made by `make model`, instead of those of the package")  # type: ignore[assignment]
    threads: int = _option(1, "threads that the model computes with")  # type: ignore[assignment]
    max_bytes: int = _option(20_000_000, "inputs larger than this are refused")  # type: ignore[assignment]
    knowledge: Path | None = _option(
        None, "a folder of your own people and organisations (`demarche knowledge add`); else ~/.demarche/knowledge, where it is there"
    )  # type: ignore[assignment]
    every_topic: bool = _option(False, "keep articles on any topic, sport and fashion too")  # type: ignore[assignment]
    as_text: bool = _option(False, "take an HTML page's whole text, where no article is found in it")  # type: ignore[assignment]

    def __post_init__(self) -> None:
        if self.threads < 1:
            raise BadOption(f"threads: {self.threads} is not possible. Give 1 or more.")
        if self.max_bytes < 1:
            raise BadOption(f"max-bytes: {self.max_bytes} is not possible. Give the largest input's size in bytes.")


def help_of(name: str) -> str:
    """The line of help of one option."""
    return str({f.name: f.metadata["help"] for f in fields(Settings)}[name])


DEFAULTS = Settings()
