"""Who takes part in an event: from the slots of its frame, from the verb that carries it, from what stands inside a slot.

PLOVER's recipient is whoever the act is about: "rejected the court's request" is REJECT toward the court. Everything comes out of the
event's own clause or of the clause that it governs; where those name nobody, the slot stays empty.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from demarche.facts.arguments import Slots, arguments, preposition_of
from demarche.facts.events.carriers import Carrier
from demarche.facts.events.frames import Frame
from demarche.facts.named import Who
from demarche.language.document import Document
from demarche.lexicon.roles import load_titles
from demarche.record import ActorKind, EventType

# Only here a city takes part as an actor: "Hamburg bans", "expelled by Geneva".
_ACTING = frozenset(("subj", "by"))
# What is done on the ground is done to whoever lives there: "shelled the port of Odesa", "reimposed a blockade in the valley".
_ON_THE_GROUND = frozenset((
    EventType.ASSAULT, EventType.COERCE, EventType.MOBILIZE, EventType.AID, EventType.SANCTION, EventType.RETREAT, EventType.CONCEDE,
))  # fmt: skip
_GROUND = ("in", "at", "near", "along", "inside", "across", "around")
# Inside a noun phrase whoever does or owns what the noun says stands here, and whoever it is about there.
_DOER = ("poss", "by", "from", "amod", "compound")
_TARGET = (
    "poss", "of", "amod", "compound", "against", "by", "from", "to", "on", "with", "for", "in", "over", "between", "at", "toward", "towards", "into",
    "near", "along", "around", "off",
)  # fmt: skip
# Beyond the slots of its frame an act is about what stands in these, the nearest to the verb first.
_FURTHER = ("iobj", "obj", "against", "to", "with", "on", "toward", "towards", "at", "of", "from", "over", "for", "about", "into", "between")
# "Talks between the two": these slots name all parties.
_ALL_NAMED = ("between", "among")
_CLAUSES = ("xcomp", "ccomp", "acl")
_DEEPEST = 4
_MOST_DESCRIBED = 2
_SLOT_BY_RELATION = {"nmod:poss": "poss", "amod": "amod", "compound": "compound"}
_OTHER_CLAUSES = frozenset(("advcl", "parataxis", "acl", "csubj", "nsubj", "discourse"))
_DURING = ("in", "during", "at", "after")
_OF_AUTHORITIES = frozenset(("arrest", "deport", "convict"))


@dataclass(frozen=True, slots=True)
class Parties:
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()


def find_parties(document: Document, word: int, frame: Frame, slots: Slots, carrier: Carrier | None, who: Who) -> Parties:
    """The ids of those who act and of those toward whom, none of them on both sides."""
    return _Search(document, word, frame, slots, carrier, who).parties()


class _Search:
    """One event and where its parties may stand."""

    def __init__(self, document: Document, word: int, frame: Frame, slots: Slots, carrier: Carrier | None, who: Who) -> None:
        self.document, self.word, self.frame, self.slots, self.carrier, self.who = document, word, frame, slots, carrier, who
        self.on_the_ground = frame.type in _ON_THE_GROUND

    def parties(self) -> Parties:
        actors = self._actors()
        recipients = self._recipients(actors)
        if self.frame.mutual and self.frame.mode != "visit":
            actors, recipients = (*actors, *(a for a in recipients if a not in actors)), ()
            recipients = self._concerned(actors) if self.frame.type is not EventType.CONSULT and len(actors) == 1 else ()
        return Parties(actors, recipients)

    def _actors(self) -> tuple[str, ...]:
        own = () if self._is_bare_attack() else self._acting(self.slots, self.frame.actor)
        if self.carrier and not any(s in self.slots for s in _ALL_NAMED):
            lent = self._acting(self.carrier.slots, self.carrier.actor)
            # "held talks with Putin": who holds them and whom they are with are both parties.
            return tuple(dict.fromkeys((*lent, *own))) if self.frame.mutual or not own else own
        if self.frame.mutual and "with" in self.slots:
            own = tuple(dict.fromkeys((*self._speaking_in_it(), *own)))
        return own or self._authorities()

    def _is_bare_attack(self) -> bool:
        """ "Monitors pull out after shelling": with nothing that is shelled, it is the shelling of anybody, whatever the parser takes it for."""
        token, document = self.document.tokens[self.word], self.document
        side = token.relation == "advcl" and token.xpos == "VBG" and any(document.tokens[c].relation in ("mark", "case") for c in document.children[self.word])
        return side and self.frame.type is EventType.ASSAULT and "obj" not in self.slots

    def _speaking_in_it(self) -> tuple[str, ...]:
        """Who does something in a meeting with another: "In a telephone conversation with Sunak, Modi urged"."""
        token = self.document.tokens[self.word]
        if token.relation != "obl" or preposition_of(self.document, self.word) not in _DURING or self.document.tokens[token.head].upos != "VERB":
            return ()
        return self._fill(arguments(self.document, token.head), ("subj",), ())

    def _authorities(self) -> tuple[str, ...]:
        """Those who arrest and convict where nobody says who did: the state in which it is done."""
        if self.frame.mode not in _OF_AUTHORITIES or self.document.tokens[self.word].upos != "VERB":
            return ()
        return tuple(a for a in self._fill(self.slots, ("in",), ()) if self.who.kinds[a] is ActorKind.STATE)

    def _acting(self, slots: Slots, wanted: Sequence[str]) -> tuple[str, ...]:
        """The actors of the first slot that names one: "a panel of the court" the court, but "the attack on the court" not the court."""
        for slot in wanted:
            for filler in slots.get(slot, []):
                inside = _DOER if self.document.tokens[filler].event != "O" else (*_DOER, "of", "in")
                ids = self._fill({slot: slots[slot]}, (slot,), inside, cities=slot in _ACTING)
                if ids:
                    return ids
        return ()

    def _recipients(self, actors: tuple[str, ...]) -> tuple[str, ...]:
        # The parser takes a person behind "urged" or "told" now for the direct, now for the indirect object.
        wanted = tuple(s for slot in self.frame.recipient for s in (("iobj", "obj") if slot == "obj" else (slot,)))
        others = [self._fill(self.slots, wanted, _TARGET, but=actors)]
        if self.carrier:
            others.append(self._fill(self.carrier.slots, self.carrier.recipient, _TARGET, but=actors))
        if not self.frame.mutual:
            governed = self._governed((*actors, *self.who.own_states(actors)))
            others += [governed, self._fill(self.slots, self._further(), _TARGET, but=actors)]
            if self.carrier:
                others.append(self._fill(self.carrier.slots, _FURTHER, _TARGET, but=actors))
        if self.on_the_ground and len(actors) < 2:
            others += [self._fill(slots, _GROUND, _TARGET, but=actors) for slots in (self.slots, self.carrier.slots if self.carrier else {})]
        found = self._best(others)
        return found if found or not actors or self.frame.type is EventType.CONSULT else self._only_other(actors)

    def _only_other(self, actors: tuple[str, ...]) -> tuple[str, ...]:
        """The one other state, body or person that the clause names; nobody where it names several."""
        open_ = [self.carrier.verb if self.carrier else self.word]
        found: set[str] = set()
        while open_:
            at = open_.pop()
            found.update(a for a in self.who.at(self.document, at) if a in self.who.named)
            open_ += [c for c in self.document.children[at] if self.document.tokens[c].relation.split(":")[0] not in _OTHER_CLAUSES]
        others = found - {*actors, *self.who.own_states(actors)}
        return tuple(others) if len(others) == 1 else ()

    def _concerned(self, actors: tuple[str, ...]) -> tuple[str, ...]:
        """Whom an agreement is about that names only one side: "agreed to extend the mission in Mali"."""
        return self._best([self._governed(actors), self._fill(self.slots, self._further(), _TARGET, but=actors, cities=True)])

    def _best(self, found: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
        """The first that tells of somebody known, named or of some state, with those before it who are only described ("nine people in Mali")."""
        described: list[str] = []
        for ids in found:
            described += ids
            if self.who.telling.intersection(ids):
                return tuple(dict.fromkeys((*described[:_MOST_DESCRIBED], *ids)))
        return next(filter(None, found), ())

    def _further(self) -> tuple[str, ...]:
        return tuple(s for s in _FURTHER if s not in self.frame.actor)

    def _governed(self, actors: tuple[str, ...]) -> tuple[str, ...]:
        """Those in the clause that the event governs: "demanded that Ankara withdraw", "agreed to lift the ban on Turkish goods"."""
        governed = [c for slot in _CLAUSES for c in self.slots.get(slot, [])]
        governed += [c for slot in ("of", "for", "from") for c in self.slots.get(slot, []) if self.document.tokens[c].upos == "VERB"]
        clauses = [arguments(self.document, c) for c in governed]
        doing = self._best([self._fill(inner, ("subj",), _TARGET, but=actors) for inner in clauses])
        if self.who.telling.intersection(doing):
            return doing
        found = [self._fill(inner, (slot,), _TARGET, but=actors, cities=True) for inner in clauses for slot in (*_FURTHER, *_GROUND) if slot in inner]
        # "Refused to send peacekeepers to Angola": of whom only a description tells, the act is done by means of them.
        if named := next((ids for ids in found if self.who.named.intersection(ids)), ()):
            return named
        # "Denied that force had been used": of a denial nobody is told in what is denied but those who are known.
        denied = self.frame.type is EventType.REJECT and "ccomp" in self.slots
        return self._best([ids for ids in (doing, *found) if not denied or self.who.telling.intersection(ids)])

    def _fill(self, slots: Slots, wanted: Sequence[str], inside: Sequence[str], *, but: tuple[str, ...] = (), cities: bool | None = None) -> tuple[str, ...]:
        """The actors, `but` others, in the first of the wanted slots that names one, at its head or else beneath it."""
        cities = self.on_the_ground if cities is None else cities
        filled = [[a for i in slots[slot] if i != self.word for a in self._named(i, inside, cities, but)] for slot in wanted if slot in slots]
        return self._best([tuple(dict.fromkeys(ids)) for ids in filled])

    def _named(self, filler: int, inside: Sequence[str], cities: bool, but: tuple[str, ...]) -> list[str]:
        """Whom a noun phrase means; where its head alone does not tell ("the leader of the gang", "its ambassador to Oslo"), also whom it speaks of."""
        found = self._direct(filler, cities, but)
        if not found and but and {*self.who.at(self.document, filler)} & {*but}:
            return []  # "the former Soviet republics refuse to": who acts, whose name tells nothing of toward whom
        tells = self.who.telling.intersection(found) and not (_seeks_target(inside) and self._stands_for(filler, found))
        return found if tells else [*found, *self._beneath(filler, inside, cities, but)]

    def _stands_for(self, filler: int, found: Sequence[str]) -> bool:
        """Is what is done to whoever is described done to a state or body: "its ambassador to Oslo", "nine of its soldiers", "the people of Mali"?"""
        if self.who.named.intersection(found):
            return False
        return self.document.tokens[filler].lemma.lower() in load_titles() or any(self.who.kinds[a] is not ActorKind.PERSON for a in found)

    def _direct(self, filler: int, cities: bool, but: tuple[str, ...]) -> list[str]:
        return [a for a in self.who.at(self.document, filler) if a not in but and (cities or self.who.kinds[a] is not ActorKind.PLACE)]

    def _beneath(self, filler: int, inside: Sequence[str], cities: bool, but: tuple[str, ...]) -> list[str]:
        """The actors that a noun phrase speaks of beneath its head: the highest, then by the order of `inside`."""
        level = [filler]
        for _ in range(_DEEPEST):
            level = [c for i in level for c in _nominals(self.document, i, inside)]
            for i in level:
                # "Relations with the United States, Britain and France": all that are coordinated with the first.
                group = (i, *(c for c in level if c != i and self.document.tokens[c].head == i and self.document.tokens[c].relation == "conj"))
                found = [a for c in group for a in self._direct(c, cities, but) if a in self.who.telling]
                if found:
                    return found
        return []


def _seeks_target(inside: Sequence[str]) -> bool:
    """Do these slots hold whom a noun is about, not who does it?"""
    return "to" in inside


def _nominals(document: Document, word: int, inside: Sequence[str]) -> Iterator[int]:
    """What hangs on a noun in the slots of `inside`, in their order, then what stands in a clause about it ("sanctions imposed on Mali")."""
    at: dict[str, list[int]] = {}
    clauses: list[int] = []
    for child in document.children[word]:
        relation = document.tokens[child].relation
        slot = _SLOT_BY_RELATION.get(relation)
        if slot is None and relation == "nmod":
            slot = preposition_of(document, child)
        if slot and slot in inside:
            at.setdefault(slot, []).extend([child, *(c for c in document.children[child] if document.tokens[c].relation == "conj")])
        if relation in ("acl", "acl:relcl"):
            clauses.append(child)
    for slot in sorted(at, key=inside.index):
        yield from at[slot]
    for clause in clauses:
        slots = arguments(document, clause)
        if not any(word in slots.get(slot, ()) for slot in ("subj", "obj")):
            continue  # "the camp where gunmen killed a driver" tells of another act
        for slot in ("by", *inside, "obj") if _seeks_target(inside) else _DOER:
            yield from (i for i in slots.get(slot, []) if i != word)
