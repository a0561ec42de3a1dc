"""Demarche reads news about international crises and keeps the record.

>>> import demarche
>>> reader = demarche.open_reader()
>>> record = reader("Macron will meet Putin in Moscow today.", published="2022-02-07")
>>> archive = demarche.open("crisis.db")
"""

from importlib.metadata import version

from demarche.archive import Archive
from demarche.archive import open_archive as open
from demarche.errors import BadModel, BadOption, BadQuery, BadTable, DemarcheError, StoreError, UnreadableInput
from demarche.pipeline import Reader, open_reader
from demarche.record import Article, Record, from_json, to_json
from demarche.settings import Settings
from demarche.text import Span

__version__ = version("demarche")  # told in pyproject.toml alone
__all__ = [
    "Archive",
    "Article",
    "BadModel",
    "BadOption",
    "BadQuery",
    "BadTable",
    "DemarcheError",
    "Reader",
    "Record",
    "Settings",
    "Span",
    "StoreError",
    "UnreadableInput",
    "from_json",
    "open",
    "open_reader",
    "to_json",
]
