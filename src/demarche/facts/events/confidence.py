"""What speaks for an event and against it. The weights are fitted so that of the events with score 0.9 nine in ten hold; bench/calibration.py measures it."""

from demarche.facts.events.candidates import Candidate
from demarche.facts.events.types import probability
from demarche.facts.named import Who
from demarche.language.document import Document
from demarche.record import Certainty, Event, Status

# The head's probability of the event's type, in steps.
_STEPS = ((0.8, "head 0.8"), (0.5, "head 0.5"), (0.2, "head 0.2"), (0.0, "head 0"))


def evidence_for(document: Document, candidate: Candidate | None, event: Event, word: int, who: Who) -> tuple[str, ...]:
    """What speaks for an event and against it, by the names of lexicon/confidence.tsv. `candidate`: None for what somebody says must be done."""
    token = document.tokens[word]
    found = ["any", candidate.basis if candidate else "demand", "verb" if token.upos == "VERB" else "noun", event.type.value]
    if candidate and candidate.basis == "lexicon":
        found.append("frame with conditions" if candidate.frame.required else "frame of the word alone")
    if candidate and candidate.carrier:
        found.append("carried")
    told = [side for side, ids in (("actor", event.actors), ("recipient", event.recipients)) if who.telling.intersection(ids)]
    found.append(" and ".join(told) or "nobody known")
    if len(event.actors) > 1:
        found.append("several actors")
    found += ["not happened"] if event.status not in (Status.HAPPENED, Status.ONGOING) else []
    found += ["hedged"] if event.certainty is Certainty.HEDGED else []
    share = probability(document, word, event.type)
    if share is not None:
        found.append(next(name for least, name in _STEPS if share >= least))
    return tuple(found)
