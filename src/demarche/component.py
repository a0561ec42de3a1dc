"""Demarche as a component of a spaCy pipeline: `nlp.add_pipe("demarche")` sets `doc._.demarche` to the Record of the text.

spaCy finds this file by the package's entry point; nothing else imports it, so that spaCy stays optional.
"""

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from demarche.pipeline import open_reader


@Language.factory("demarche")  # type: ignore[untyped-decorator, unused-ignore]
def make_component(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The component. The day of publication is read from `doc.user_data["published"]`, where it is set."""
    if not Doc.has_extension("demarche"):
        Doc.set_extension("demarche", default=None)
    reader = open_reader()

    def read_doc(doc: Doc) -> Doc:
        doc._.demarche = reader(doc.text, published=doc.user_data.get("published"))
        return doc

    return read_doc
