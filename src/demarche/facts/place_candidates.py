"""What the name of a place may stand for: the words of a phrase → the places of the gazetteer that bear the name, and what the words beside it say."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from demarche.language.document import Document, Phrase
from demarche.lexicon.gazetteer import Location, find_locations, fold, kilometres
from demarche.lexicon.load import load_table

# A town of places.tsv and one of GeoNames are the same this near; so are a base and the city that it is named for.
SAME_PLACE_KM = 60
_WITH_NEXT = frozenset(("compound", "amod", "nmod:poss", "nsubj", "nsubj:pass", "det"))
_EDGES = frozenset(("PUNCT", "CCONJ", "PART", "ADP", "DET"))  # no name begins or ends with them
SAME_REGION_KM = 150  # between a historic region's middle and that of its people
LONGEST_STATE_NAME = 4  # words
_LONGEST_NAME = 200  # characters; the gazetteer's longest name has 60, with all that may stand beside it 150
# A name is no sign of a state where it names a region this great elsewhere ("Georgia", "Victoria").
MIN_RIVAL_PEOPLE = 1_000_000


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A name of a place in a text. Where `use` is "part" or "site", the locations hold what is named: "southern Syria", "Miami airport"."""

    name: str
    bare: str  # without the words that say what kind of place it is
    locations: tuple[Location, ...]
    use: str = ""
    precision: str = ""  # that the words beside the name ask for, "" for none
    within: tuple[Location, ...] = ()  # the places that the text says hold it
    holding: tuple[Location, ...] = ()  # the places that the text says it holds


def name_place(document: Document, phrase: Phrase) -> NamedPlace:
    """The name in a phrase, with all places that bear it; without any where the gazetteer knows none."""
    named = _read_name(words_of(document, phrase))
    within = (*named.within, *_bearers(document, name_after(document, phrase)), *_said_before(document, phrase))
    precision = _kind_beside(document, phrase) or named.precision
    locations = _merge_twins(named.locations, named.bare)
    return replace(named, within=within, holding=_bearers(document, name_before(document, phrase)), precision=precision, locations=locations)


def words_of(document: Document, phrase: Phrase) -> str:
    """The name in a phrase, without article, possessive mark and what the model took in at its ends: "the Louisville ," → "Louisville"."""
    inside = [t for t in document.tokens[phrase.start : phrase.end] if t.upos not in _EDGES and t.text.lower() != "the"] or document.tokens[
        phrase.start : phrase.end
    ]
    words = re.sub(r"\s+", " ", document.text[inside[0].span.start : inside[-1].span.end])
    return re.sub(r"['’]s?$", "", words) or words


@lru_cache(maxsize=20_000)
def _read_name(words: str) -> NamedPlace:
    variants = _variants(words) if len(words) <= _LONGEST_NAME else ()
    return next((n for n in variants if n.locations), NamedPlace(words, words, ()))


def find_countries(document: Document) -> dict[str, Counter[str]]:
    """The countries that the text names, each with the words that do so: adjectives, inhabitants, capitals, names. Names of people do not count."""
    people = {i for n in document.names if n.kind == "PER" for i in range(n.start, n.end)}
    words, i = [t.text for t in document.tokens], 0
    found: dict[str, Counter[str]] = {}
    while i < len(words):
        length, code = _country_at(words, i) if words[i][:1].isupper() and i not in people else (1, "")
        if code:
            found.setdefault(code, Counter())[fold(" ".join(words[i : i + length]))] += 1
        i += length
    return found


def _variants(words: str) -> Iterator[NamedPlace]:
    """The ways to read the words of a name, the fullest first."""
    whole = find_locations(words)
    kinds = list(_cut_words(words, "kind"))
    if any(p.is_known for p in whole):
        yield NamedPlace(words, words, whole)
    for bare, precision in kinds:
        # "Central Province" is one of Papua's; without the last word Ghana's is meant too. "Mexico City" is one name.
        if precision == "region":
            yield NamedPlace(bare, bare, tuple(dict.fromkeys((*whole, *find_locations(bare)))), precision=precision)
    yield NamedPlace(words, words, whole)
    yield from (NamedPlace(bare, bare, find_locations(bare), precision=precision) for bare, precision in kinds)
    for split in (", ", " in ", "'s ", "’s "):
        if split in words:
            first, last = words.split(split, 1)
            inner, outer = (first, last) if split in (", ", " in ") else (last, first)
            yield NamedPlace(inner, inner, find_locations(inner), within=find_locations(outer))
            yield NamedPlace(words, outer, find_locations(outer), "site", "city")
    for bare, precision in _cut_words(words, "site"):
        yield NamedPlace(words, bare, find_locations(bare), "site", precision)
    for bare, precision in _cut_words(words, "part"):
        yield from (replace(n, name=words, use="part", precision=precision) for n in _variants(bare))


def _cut_words(words: str, use: str) -> Iterator[tuple[str, str]]:
    """The name without a word of place_kinds.tsv, and the precision that the word asks for: "Helmand province", "northern Syria", "port of Miami"."""
    lower = words.lower()
    for word, its_use, precision in _kind_words():
        if its_use == use and use == "part" and lower.startswith((word + " ", word + "-")):
            yield words[len(word) + 1 :], precision
        elif its_use == use != "part" and lower.endswith(" " + word):
            yield words[: -len(word) - 1], precision
        elif its_use == use == "site" and lower.startswith(word + " of "):
            yield words[len(word) + 4 :], precision


def _merge_twins(locations: tuple[Location, ...], name: str) -> tuple[Location, ...]:
    """The same places, each once: a town of places.tsv takes the people and the region of GeoNames' town of that name."""
    kept: list[Location] = []
    for location in locations:
        twin = next((i for i, k in enumerate(kept) if _is_twin(k, location)), None)
        if twin is None:
            kept.append(location)
        elif kept[twin].population < location.population:
            kind = kept[twin].kind if kept[twin].kind != "city" else location.kind
            kept[twin] = replace(kept[twin], population=location.population, region=location.region, kind=kind)
    return tuple(k for k in kept if not any(_gives_way(k, other, name) for other in kept))


def _gives_way(location: Location, other: Location, name: str) -> bool:
    """Whether another place of the country is meant: the state before its capital and regions, the city before a state that it stands for ("Dubai")."""
    if location.country != other.country or location is other:
        return False
    if location.kind == "state":
        return other.kind in ("city", "capital") and not is_own_name(location, name) and is_own_name(other, name)
    return other.kind == "state" and (location.kind == "region" or is_own_name(other, name))


def _is_twin(a: Location, b: Location) -> bool:
    if "state" in (a.kind, b.kind) or a.precision != b.precision or a.country != b.country:
        return False
    return kilometres(a, b) < (SAME_REGION_KM if a.precision == "region" else SAME_PLACE_KM)


# --- what stands beside the name ---
@cache
def _kind_words() -> tuple[tuple[str, str, str], ...]:
    return tuple((row["word"], row["use"], row["precision"]) for row in load_table("place_kinds"))


@cache
def _precision_by_noun() -> dict[str, str]:
    return {word: precision for word, use, precision in _kind_words() if use == "kind"}


def _kind_beside(document: Document, phrase: Phrase) -> str:
    """The precision that a noun asks for: "the city of Odesa", "Kharkiv region", "the village of X"."""
    tokens = document.tokens
    head = outer_head(document, phrase)
    governor = tokens[head].head
    if governor < 0 or tokens[head].relation not in ("compound", "nmod", "appos", "nmod:desc"):
        return ""
    is_of = tokens[head].relation != "nmod" or any(tokens[c].text.lower() == "of" for c in document.children[head])
    return _precision_by_noun().get(tokens[governor].lemma.lower(), "") if is_of else ""


def name_after(document: Document, phrase: Phrase) -> Phrase | None:
    """The name of a place right after a comma or "in" that may hold this one: "Tripoli, Lebanon", "Aqaba in Jordan"; not in "In Newark, U.S. officials"."""
    if phrase.end >= len(document.tokens) or document.tokens[phrase.end].text.lower() not in (",", "in"):
        return None
    after = next((n for n in document.names_at.get(phrase.end + 1, ()) if n.kind == "LOC" and n.start == phrase.end + 1), None)
    return None if after is None or _belongs_to_next(document, after) else after


def _belongs_to_next(document: Document, phrase: Phrase) -> bool:
    """Whether a name goes with the words that follow it at once: "U.S. officials", "Russia said"."""
    if phrase.end >= len(document.tokens) or document.tokens[phrase.end].upos == "PUNCT":
        return False
    return document.tokens[outer_head(document, phrase)].relation in _WITH_NEXT


def name_before(document: Document, phrase: Phrase) -> Phrase | None:
    """The name of a place that this one stands right after, as what may hold it: "Atlanta" for "Georgia" in "Atlanta, Georgia"."""
    before = next((n for n in document.names_at.get(phrase.start - 2, ()) if n.kind == "LOC" and n.end == phrase.start - 1), None)
    return before if before and name_after(document, before) == phrase else None


def _bearers(document: Document, phrase: Phrase | None) -> tuple[Location, ...]:
    return find_locations(words_of(document, phrase)) if phrase else ()


def _said_before(document: Document, phrase: Phrase) -> tuple[Location, ...]:
    """The states that stand before the name as possessor or adjective: "Georgia's Batumi", "the Syrian town of Afrin"."""
    tokens = document.tokens
    head = outer_head(document, phrase)
    governor = tokens[head].head
    heads = [head, governor] if governor >= 0 and tokens[governor].lemma.lower() in _precision_by_noun() else [head]
    before = [c for h in heads for c in document.children[h] if c < phrase.start and tokens[c].relation in ("amod", "nmod:poss", "compound")]
    return tuple(s for c in before for s in (_states_by_adjective().get(tokens[c].text, ()) or _states_named(tokens[c].text)))


def outer_head(document: Document, phrase: Phrase) -> int:
    """The word of a phrase whose head stands outside it."""
    return next((i for i in range(phrase.start, phrase.end) if not phrase.start <= document.tokens[i].head < phrase.end), phrase.start)


# --- countries ---
def _states_named(word: str) -> tuple[Location, ...]:
    return tuple(p for p in find_locations(word) if p.kind == "state")


@cache
def _states_by_adjective() -> dict[str, tuple[Location, ...]]:
    found: dict[str, tuple[Location, ...]] = {}
    for row in load_table("states"):
        state = next(p for p in _states_named(row["name"]) if p.name == row["name"])
        for word in {*row["adjectives"].split("|"), *row["demonyms"].split("|")} - {""}:
            found[word] = (*found.get(word, ()), state)
    return found


@cache
def _country_by_words() -> dict[str, str]:
    """Words that tell of one existing country only → its code: names, capitals, adjectives and demonyms, with their capitals as written."""
    codes: dict[str, set[str]] = {}
    for row in load_table("states"):
        country = row["parent"] if row["code"].startswith("X") and row["parent"] else row["code"]
        names = {row["name"], *row["aliases"].split("|"), row["capital"]} - {""}
        own = {name for name in names if not _is_region_elsewhere(name, country)}
        if row["status"] != "dissolved":
            for word in own | ({*row["adjectives"].split("|"), *row["demonyms"].split("|")} - {""}):
                codes.setdefault(word, set()).add(country)
    return {word: next(iter(found)) for word, found in codes.items() if len(found) == 1}


@cache
def _first_words_of_countries() -> frozenset[str]:
    return frozenset(words.partition(" ")[0] for words in _country_by_words())


def _is_region_elsewhere(name: str, country: str) -> bool:
    return any(p.kind == "region" and p.country != country and p.population >= MIN_RIVAL_PEOPLE for p in find_locations(name))


def _country_at(words: list[str], start: int) -> tuple[int, str]:
    """The longest name of a country that begins at a word: its length and code; 1 and "" for none."""
    longest = LONGEST_STATE_NAME if words[start] in _first_words_of_countries() else 0
    for length in range(min(longest, len(words) - start), 0, -1):
        if code := _country_by_words().get(" ".join(words[start : start + length])):
            return length, code
    return 1, ""


def is_own_name(location: Location, name: str) -> bool:
    """Whether the place bears the name as its own, not as another spelling or an older one."""
    return fold(location.name) == fold(name)
