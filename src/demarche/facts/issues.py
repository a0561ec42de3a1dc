"""Issues: what a position is about, in a few plain words, and an id that is the same for the same issue in other words.

"an assurance that Iraq will never attack the kingdom" → "Iraq never attacks Jordan", `iraq-not-attack-jordan`.
The words that only wrap an issue, light verbs, and the nouns of verbs are those of lexicon/issue_words.tsv.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import repeat

from demarche.facts.arguments import arguments
from demarche.facts.clause_words import clause_words
from demarche.facts.named import Who
from demarche.language.document import Document, Token
from demarche.lexicon.load import load_table
from demarche.record import Actor, ActorKind, MentionForm

# FORMAT.md asks for a short issue; every issue of the gold has at most eight words.
LONGEST = 8
_HELPING = frozenset(("mark", "aux", "aux:pass", "cop"))  # the core word says them by its form
_LEFT_OUT = frozenset(("discourse", "parataxis", "advcl", "vocative", "expl", "appos", "dep", "cc:preconj", "csubj", "reparandum"))
_MOST_NAMES = 3  # "the two allies" by name; of more the text's own word is shorter
_DETERMINERS = frozenset(("det", "det:predet"))
_TELLING = frozenset(("NOUN", "PROPN", "VERB", "ADJ", "NUM"))
# The forms by which a text means somebody without the name.
_NAMELESS = frozenset((MentionForm.PRONOUN, MentionForm.DESCRIPTION, MentionForm.METONYM, MentionForm.TITLE))


@dataclass(frozen=True, slots=True)
class Issue:
    text: str
    id: str


@dataclass(frozen=True, slots=True)
class Reading:
    """How a content is to be read: who takes the position, who is to act, whether as a noun ("against the plan"), whether without its negation."""

    holders: Sequence[str] = ()
    doers: Sequence[str] = ()
    asked: bool = False  # of others: an infinitive is not the holders' own act
    as_noun: bool = False
    affirmed: bool = False  # "will not sign" is the refusal to sign


def find_issue(document: Document, content: int, who: Who, reading: Reading = Reading()) -> Issue | None:
    """The issue that the content with this head word names; None where nothing but pronouns is left of it."""
    core = unwrap(document, content)
    if document.tokens[core].upos in ("PRON", "DET") and not who.at(document, core):
        return None
    if core != content:
        reading = replace(reading, affirmed=False)  # the negation stands over the wrapping: "will give no guarantee that they never join"
    writer = _Writer(document, core, who, reading)
    text, id_ = writer.text(), writer.id()
    return Issue(text, id_) if text and id_ else None


def unwrap(document: Document, content: int) -> int:
    """The word that the content comes down to: "to give a guarantee that they leave" → leave, "steps towards peace" → peace."""
    core = content
    for _ in range(4):
        inner = _inside(document, core)
        if inner is None:
            return core
        core = inner
    return core


def _inside(document: Document, word: int) -> int | None:
    token = document.tokens[word]
    kind = _kinds().get((token.lemma.lower(), token.upos))
    slots = arguments(document, word)
    if kind == "light" and token.upos == "VERB" and slots.get("xcomp") and not slots.get("obj"):
        return slots["xcomp"][0]
    if kind == "light" and token.upos == "VERB":
        carried = [o for o in slots.get("obj", ()) if _kinds().get((document.tokens[o].lemma.lower(), "NOUN")) == "wrapper"]
        through = [*carried, *_behind_prepositions(document, word)] if carried else []
        return next((t for t in through if t not in carried), None) or _inside(document, carried[0]) if carried else None
    if kind == "light":
        clauses = [c for slot in ("xcomp", "ccomp") for c in slots.get(slot, ())]
        # The parser may hang the infinitive beside "about" on what governs both.
        beside = [c for c in document.children[token.head] if c > word and document.tokens[c].relation == "ccomp"] if token.head >= 0 else []
        return next(iter([*clauses, *beside]), None)
    if kind == "wrapper":
        clauses = [c for slot in ("acl", "ccomp", "xcomp") for c in slots.get(slot, ()) if _is_wrapped(document, c)]
        apposed = [token.head] if token.relation == "appos" else []  # "of planning raids, a claim that Oslo denies"
        return next(iter([*clauses, *(i for p in ("of", "for", "towards", "toward", "to") for i in slots.get(p, ())), *apposed]), None)
    return None


def _is_wrapped(document: Document, clause: int) -> bool:
    """Does the clause say what the noun contains, not of it ("which …") or why ("because …")?"""
    marks = (document.tokens[c] for c in document.children[clause] if document.tokens[c].relation == "mark")
    return not document.tokens[clause].relation.endswith("relcl") and all(m.upos != "SCONJ" or m.lemma.lower() in ("that", "of", "for") for m in marks)


def _behind_prepositions(document: Document, word: int) -> Iterator[int]:
    slots = arguments(document, word)
    for preposition in ("towards", "toward", "for", "of"):
        yield from slots.get(preposition, ())


class _Writer:
    """One issue: its core word, the words that tell of it, and whom they mean."""

    def __init__(self, document: Document, core: int, who: Who, reading: Reading) -> None:
        self.document, self.core, self.who, self.reading = document, core, who, reading
        self.holders = reading.holders
        self.slots = arguments(document, core)
        verbal = document.tokens[core].upos in ("VERB", "AUX") or any(document.tokens[c].relation == "cop" for c in document.children[core])
        self.is_clause = verbal and not reading.as_noun
        subject = self.slots.get("obj" if self._is_passive() else "subj", []) if self.is_clause else []
        own = any(document.tokens[c].relation.startswith("nsubj") for c in document.children[core])
        meant = {a for i in subject for a in who.at(document, i)}
        if not own and (reading.doers or (reading.asked and meant & set(reading.holders))):
            subject = []
            self.slots = {slot: words for slot, words in self.slots.items() if slot != "subj"}
        self.subject = [s for s in subject if document.tokens[s].upos != "PRON" or who.at(document, s)]
        self.times = {i for phrase in document.times for i in range(phrase.start, phrase.end)}
        self.names = who.names

    def _is_passive(self) -> bool:
        return any(self.document.tokens[c].relation in ("aux:pass", "nsubj:pass") for c in self.document.children[self.core])

    # The words that stay.

    def words(self) -> list[int]:
        """The words of the issue in text order, the deepest left out until they are few."""
        depth = {self.core: 0}
        open_ = [self.core]
        while open_:
            word = open_.pop(0)
            for child in self.document.children[word]:
                if self._stays(word, child):
                    depth[child] = depth[word] + (0 if self._is_glue(child) else 1)
                    open_.append(child)
        kept = sorted(depth)
        while sum(not self._is_glue(w) for w in kept) > LONGEST or len(kept) > LONGEST + 4:
            deepest = max(depth[w] for w in kept)
            last = max((w for w in kept if depth[w] == deepest and not self._is_glue(w)), default=kept[-1])
            kept = [w for w in kept if w != last and self.document.tokens[w].head != last]
        while kept and self._is_glue(kept[-1]) and kept[-1] != self.core:
            kept.pop()
        return kept

    def _is_glue(self, word: int) -> bool:
        return self.document.tokens[word].upos in ("ADP", "PART", "CCONJ", "PUNCT")

    def _stays(self, word: int, child: int) -> bool:
        token = self.document.tokens[child]
        relation = token.relation
        if relation == "punct":
            return self._is_hyphen(child)
        if relation in _LEFT_OUT or relation.endswith("relcl") or child in self.times:
            return False
        if relation in _HELPING or (relation in ("case", "cc") and token.upos != "PART"):
            return word != self.core
        if relation == "acl" and token.feature("VerbForm") == "Fin" and not _is_wrapped(self.document, child):
            return False
        if relation in _DETERMINERS:
            return _kinds().get((token.lemma.lower(), "DET")) == "keep" and not (self.reading.affirmed and _is_none(token))
        if word == self.core and (self._is_fronted(child) or (self.reading.as_noun and relation.startswith(("nsubj", "obl")))):
            return False
        if relation.startswith("nsubj") and token.upos == "PRON" and (token.feature("Person") == "1" or not self.who.at(self.document, child)):
            return False  # "we must leave": who says so is the holder
        if relation == "conj":
            return not any(self.document.tokens[c].relation.startswith("nsubj") for c in self.document.children[child])
        if relation == "advmod":
            return word != self.core or not self.is_clause or _is_negation(token) or _kinds().get((token.lemma.lower(), "ADV")) == "keep"
        if relation == "nmod:poss" and token.upos == "PRON":
            return not self._is_own(child)
        return not (relation == "amod" and token.lemma.lower() == "own")

    def _is_fronted(self, child: int) -> bool:
        """Does it stand before the subject: "in her view", "on Monday"?"""
        return self.document.tokens[child].relation.startswith("obl") and bool(self.subject) and child < min(self.subject)

    def _is_hyphen(self, word: int) -> bool:
        token, tokens = self.document.tokens[word], self.document.tokens
        inside = 0 < word < len(tokens) - 1
        return token.text in ("-", "–") and inside and tokens[word - 1].span.end == token.span.start and token.span.end == tokens[word + 1].span.start

    def _is_own(self, pronoun: int) -> bool:
        """Does "its" mean the subject of the issue, or nobody who is known?"""
        meant = set(self.who.at(self.document, pronoun))
        subjects = {a for s in self.subject for a in self.who.at(self.document, s)} or set(self.holders)
        return not meant or bool(meant & subjects)

    # As text.

    def text(self) -> str:
        kept = self.words()
        own = [s for s in self.subject if s in kept]
        lead = "" if own or not self.is_clause else self._lent_subject()
        parts: list[str] = [lead] if lead else []
        finite, plural, at = bool(own or lead), self._is_plural(lead), 0
        while at < len(kept):
            word = kept[at]
            name, length = self._name_from(word, kept, at)
            joined = at > 0 and kept[at - 1] == word - 1 and self.document.tokens[word - 1].span.end == self.document.tokens[word].span.start
            is_predicate = word == self.core and self.is_clause
            written = self._predicate(finite, name, plural=plural) if is_predicate else name or self._plain(word)
            if name and set(kept[at : at + length]) & set(self.subject):
                plural = len(self.subject) > 1 or " and " in name  # "the troops" by the name of their state
            if written:
                parts.append(("" if joined and parts else " ") + written)
            at += length
        return re.sub(r"\s+", " ", "".join(parts)).strip(" -–'’\"“”‘,")

    def _plain(self, word: int) -> str:
        token = self.document.tokens[word]
        return "" if token.head == self.core and _is_negation(token) else token.text

    def _lent_subject(self) -> str:
        """The subject of an infinitive, where it is somebody other than who holds the position."""
        ids = list(self.reading.doers) or [a for s in self.subject for a in self.who.at(self.document, s)]
        lent = self.document.tokens[self.core].relation in ("xcomp", "ccomp")
        if not ids and lent and self.subject and self.document.tokens[self.subject[0]].upos == "NOUN":
            noun = self.subject[0]
            before = [c for c in self.document.children[noun] if c < noun and self.document.tokens[c].relation in ("amod", "compound")]
            return " ".join(self.document.tokens[w].text for w in (*before, noun))
        return "" if set(ids) & set(self.holders) else " and ".join(self.names[i] for i in dict.fromkeys(ids))

    def _name_from(self, word: int, kept: Sequence[int], at: int) -> tuple[str, int]:
        """The name to write for the phrase that begins at a word, and how many of the kept words it replaces."""
        end, names = word, list[str]()
        for named in self.who.beginning(word):
            forms = {(m.start, m.end): m.form for m in named.actor.mentions}
            for phrase, code in zip(named.phrases, named.codes or repeat(named.actor.code), strict=False):
                form = forms.get((phrase.span.start, phrase.span.end))
                if form is MentionForm.DESCRIPTION and self._is_branch(named.actor, code) and not set(range(phrase.start, phrase.end)) & set(self.subject):
                    continue
                if phrase.start == word and phrase.end >= end and self._is_nameless(phrase.start, phrase.end, form) and self._has_name(named.actor.id):
                    names = [*(names if phrase.end == end else ()), named.actor.name]
                    end = phrase.end
        if not names or len(names) > _MOST_NAMES:
            return "", 1
        length = sum(1 for w in kept[at:] if w < end)
        possessive = self.document.tokens[word].relation == "nmod:poss" and self.document.tokens[word].upos == "PRON"
        return " and ".join(names) + ("’s" if possessive else ""), max(length, 1)

    def _is_nameless(self, start: int, end: int, form: MentionForm | None) -> bool:
        """Is the phrase a pronoun, a capital for its state, or a mere "the alliance"? An adjective stays: "Russian troops"."""
        words = self.document.tokens[start:end]
        if words[-1].relation in ("amod", "compound") or words[-1].upos == "ADJ":
            return False
        return form in (MentionForm.PRONOUN, MentionForm.METONYM) or (form in _NAMELESS and all(w.text.islower() for w in words))

    def _is_branch(self, actor: Actor, code: str | None) -> bool:
        """Does a mention mean but a part of the actor: "withdraw its troops", where "the country" and its government are the actor itself?"""
        return code is not None and code != actor.code and not code.endswith("GOV")

    def _has_name(self, id_: str) -> bool:
        return id_ in self.who.named

    def _is_plural(self, lead: str) -> bool:
        if lead:
            return " and " in lead or any(n.actor.name == lead and n.actor.kind is ActorKind.GROUP and not self._has_name(n.actor.id) for n in self.who)
        return len(self.subject) > 1 or any(self.document.tokens[s].feature("Number") == "Plur" for s in self.subject)

    def _predicate(self, finite: bool, name: str, *, plural: bool) -> str:
        """The core word of a clause in the present tense, or as an infinitive where it has no subject."""
        token = self.document.tokens[self.core]
        children = [self.document.tokens[c] for c in self.document.children[self.core]]
        negation = "" if self.reading.affirmed else next((c.lemma.lower() for c in children if _is_negation(c)), "")
        copular = any(c.relation in ("cop", "aux:pass") for c in children)
        if copular or token.upos not in ("VERB", "AUX"):
            be = ("are" if plural else "is") if finite else "be"
            # "is in the camp", "are off limits": the preposition belongs to what is said.
            case = " ".join(c.text for c in children if c.relation == "case")
            return " ".join(w for w in (be, negation, case, name or token.text) if w)
        if negation == "never":
            return f"never {token.lemma if plural or not finite else third_person(token.lemma)}"
        if negation:
            return f"{'does not ' if finite and not plural else 'do not ' if finite else 'not '}{token.lemma}"
        return token.lemma if plural or not finite else third_person(token.lemma)

    # As id.

    def id(self) -> str:
        """The predicate, then everything else in the order of the alphabet; who acts stands first where another is acted upon."""
        actor, patient = self._party(("subj", "poss", "by", "amod", "compound")), self._party(("obj", "of", "in", "against", "on"))
        act = self._act()
        predicate = [*(["not"] if self._negated() else []), self._norm(act)]
        actor = actor or sorted({slug(self.names[i]) for i in self.reading.doers if self._has_name(i)})
        rest = sorted({*self._rest(act), *(actor or self._controller())} - set(predicate))
        if actor and patient and actor != patient:
            rest = [r for r in rest if r not in (*actor, *patient)]
            return slug("-".join([*actor, *predicate, *patient, *rest]))
        return slug("-".join([*predicate, *rest]))

    def _act(self) -> int:
        """The word that says what is done: of a light verb the noun ("make concessions"), of a plan what is planned."""
        act = self.core
        if _kinds().get((self.document.tokens[act].lemma.lower(), "VERB")) == "light":
            act = next((o for o in self.slots.get("obj", ()) if self._is_act(o)), act)
        if act != self.core and _kinds().get((self.document.tokens[act].lemma.lower(), "NOUN")) == "drop":
            inner = arguments(self.document, act)
            act = next((i for slot in ("acl", "for", "of") for i in inner.get(slot, ())), act)
        return act

    def _is_act(self, noun: int) -> bool:
        lemma = self.document.tokens[noun].lemma.lower()
        return (lemma, "NOUN") in _verbs() or _kinds().get((lemma, "NOUN")) == "drop"

    def _negated(self) -> bool:
        if self.reading.affirmed:
            return False
        return any(_is_negation(self.document.tokens[c]) for c in self.document.children[self.core])

    def _party(self, slots: Sequence[str]) -> list[str]:
        """The named actors in some slots."""
        ids = [a for slot in slots for i in self.slots.get(slot, ()) for a in self.who.at(self.document, i) if self._has_name(a)]
        return sorted({slug(self.names[a]) for a in ids})

    def _controller(self) -> list[str]:
        """An infinitive without a subject is the holders' own act."""
        if not self.is_clause:
            return []
        if self.subject:
            lent = self.document.tokens[self.core].relation in ("xcomp", "ccomp")
            return sorted(self._norm(s) for s in self.subject if lent and self.document.tokens[s].upos == "NOUN")
        ids = self.reading.doers or (() if self.reading.asked else self.holders)
        return sorted({slug(self.names[i]) for i in ids if i in self.names})

    def _rest(self, act: int) -> Iterator[str]:
        for word in self.words():
            token = self.document.tokens[word]
            if word in (self.core, act):
                continue
            names = self.who.at(self.document, word) if token.upos != "VERB" else ()
            if names:
                yield from (slug(self.names[a]) for a in names if self._has_name(a))
            if names and all(self._has_name(a) for a in names) and not self._is_part(word):
                continue
            if token.upos in _TELLING and _kinds().get((token.lemma.lower(), token.upos)) not in ("wrapper", "drop", "light") and not self._in_name(word):
                yield self._norm(word)

    def _is_part(self, word: int) -> bool:
        """Does the word name what is only a part of whom it means: "Russian troops" of Russia?"""
        of_it = [c for c in self.document.children[word] if self.document.tokens[c].relation in ("amod", "compound", "nmod:poss")]
        return self.document.tokens[word].upos == "NOUN" and any(self.who.at(self.document, c) for c in of_it)

    def _in_name(self, word: int) -> bool:
        """Is the word one of several in somebody's name?"""
        return self.document.tokens[word].upos == "PROPN" and any(
            p.start <= word < p.end and p.end - p.start > 1 for n in self.who if self._has_name(n.actor.id) for p in n.phrases
        )

    def _norm(self, word: int) -> str:
        token = self.document.tokens[word]
        meant = [a for a in self.who.at(self.document, word) if self._has_name(a)] if token.upos in ("PROPN", "PRON") else []
        if meant:
            return slug(self.names[meant[0]])
        lemma = token.lemma.lower()
        return _verbs().get((lemma, token.upos)) or _verbs().get((lemma, "NOUN" if token.upos == "VERB" else "VERB")) or lemma


def _is_negation(token: Token) -> bool:
    return token.relation == "advmod" and (token.feature("Polarity") == "Neg" or token.lemma.lower() in clause_words("negation"))


def _is_none(token: Token) -> bool:
    return token.lemma.lower() in clause_words("none")


def third_person(verb: str) -> str:
    """ "join" → "joins", "carry" → "carries", "be" → "is"."""
    irregular = {"be": "is", "have": "has", "do": "does", "go": "goes"}
    if verb in irregular:
        return irregular[verb]
    if re.search(r"(s|x|z|ch|sh)$", verb):
        return verb + "es"
    return verb[:-1] + "ies" if re.search(r"[^aeiou]y$", verb) else verb + "s"


def slug(words: str) -> str:
    """Small letters without marks, joined by hyphens."""
    plain = unicodedata.normalize("NFKD", words.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


@cache
def _kinds() -> dict[tuple[str, str], str]:
    """(word, part of speech) → wrapper, light, drop or keep."""
    return {(row["word"], row["pos"]): row["kind"] for row in load_table("issue_words") if not row["lemma"]}


@cache
def _verbs() -> dict[tuple[str, str], str]:
    """(word, part of speech) → the verb that says the same."""
    return {(row["word"], row["pos"]): row["lemma"] for row in load_table("issue_words") if row["lemma"]}
