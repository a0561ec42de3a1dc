"""The checks of the tables of words: amounts, times, places, and the nouns and pronouns that mean somebody. `check.py` runs them with its own."""

import re
from collections.abc import Callable, Iterator
from functools import cache

from demarche.lexicon.load import Row, load_table
from demarche.record import ActorKind, EventType, Stance

COMPARISONS = ("more than", "at least", "about", "up to", "exactly", "less than")
UNIT_KINDS = ("currency", "coin", "share", "measure", "troops", "officials", "people", "arms", "votes", "animals", "other")
STANDS_FOR = ("state", "state_body", "group", "person", "organisation", "country", "place", "pair", "counterpart")
REPORTING_KINDS = (
    "speech", "denial", "demand", "promise", "belief", "doubt", "fear", "wish", "knowledge", "view", "phrase", "aside", "talk", "carrier", "platform",
)  # fmt: skip
EVENT_TIME_ROLES = (
    "clause", "simultaneous", "pointing", "open_start", "open_end", "range_end", "inclusive", "question", "setting", "start", "counted_from",
)  # fmt: skip
TOPICS = (
    "affairs", "sport", "fashion", "celebrity", "film", "television", "music", "food", "travel", "gardening", "lifestyle", "gadgets", "motoring", "games",
    "horoscope", "accident", "money", "business", "science", "property", "lottery", "arts", "local",
    "crime", "weather", "health", "history", "council", "school",
)  # fmt: skip
PRECISIONS = ("point", "city", "region", "country", "area", "")


def _check_number(row: Row) -> Iterator[str]:
    if not re.fullmatch(r"\d+(\.\d+)?", row["value"]):
        yield f'value "{row["value"]}" is no number'


def _check_comparison(row: Row) -> Iterator[str]:
    if row["comparison"] not in COMPARISONS:
        yield f'unknown comparison "{row["comparison"]}". Known: {", ".join(COMPARISONS)}'
    if row.cells.get("where", "before") not in ("before", "after"):
        yield f'where: "{row["where"]}". Write before or after'
    if "value" in row.cells:
        yield from _check_number(row)


def _check_scale(row: Row) -> Iterator[str]:
    yield from _check_number(row)
    yield from _one_of(row, "kind", ("word", "letter", "addend"))


def _check_unit(row: Row) -> Iterator[str]:
    yield from _one_of(row, "kind", UNIT_KINDS)
    for form in filter(None, (*row["forms"].split("|"), *row["signs"].split("|"))):
        if form != form.lower():
            yield f'"{form}" is not in lower case'
        if (owner := _unit_by_form()[form]) != row["unit"]:
            yield f'"{form}" stands for "{owner}" too'


@cache
def _unit_by_form() -> dict[str, str]:
    """The first unit that each form and sign stands for."""
    found: dict[str, str] = {}
    for row in load_table("units"):
        for form in (row["unit"].lower(), *row["forms"].split("|"), *row["signs"].split("|")):
            found.setdefault(form, row["unit"])
    return found


def _check_collective(row: Row) -> Iterator[str]:
    if row["members"] not in {unit["unit"] for unit in load_table("units")}:
        yield f'members: "{row["members"]}" is no unit of units.tsv'


def _check_uncounted(row: Row) -> Iterator[str]:
    yield from _one_of(row, "kind", ("time", "party", "never", "modifier", "label", "price"))


def _check_count_word(row: Row) -> Iterator[str]:
    yield from _one_of(row, "pos", ("VERB", "NOUN", "ADJ"))
    yield from _one_of(row, "slot", ("obj", "subj", "to", "at", "said", "size", "subject"))
    if row["comparison"]:
        yield from _check_comparison(row)


def _one_of(row: Row, column: str, known: tuple[str, ...]) -> Iterator[str]:
    if row[column] not in known:
        yield f'unknown {column} "{row[column]}". Known: {" ".join(known)}'


_TIME_VALUES = {
    "day": r"[1-7]", "month": r"[1-9]|1[0-2]", "unit": r"\d*[DWMQY]|WE|T[HMS]", "season": r"SP|SU|FA|WI", "part": r"MO|AF|EV|NI", "hour": r"T\d\d:\d\d",
    "zone": r"Z?", "nearday": r"-?\d", "shift": r"-1|0|1", "ordinal": r"\d{1,2}", "decade": r"\d{3}", "frequency": r"PT?\d+[DWMYH]",
    "present": "PRESENT_REF", "past": "PAST_REF", "future": "FUTURE_REF", "vague": "X", "step": r"-?1", "away": r"-?1", "apart": r"-?1",
    "opening": "(?:join)?", "marked": "DATE|TIME|SET", "unmarked": "", "stretch": "", "capital": "",
    "article": "", "lead": "", "portion": "", "trail": "", "approximate": "",
}  # fmt: skip
_NAMED_DAY = re.compile(r"\d{4}-\d\d-\d\d|\d\d-(?:\d\d|(?:mon|tue|wed|thu|fri|sat|sun)-(?:[1-4]|last))(?:\+\d+)?|(?:easter|orthodox)(?:[+-]\d+)?")


def _check_time_word(row: Row) -> Iterator[str]:
    if row["kind"] not in _TIME_VALUES:
        yield f'unknown kind "{row["kind"]}". Known: {" ".join(_TIME_VALUES)}'
    elif not re.fullmatch(_TIME_VALUES[row["kind"]], row["value"]):
        yield f'"{row["value"]}" is no value of kind {row["kind"]}'
    if row["word"] != row["word"].lower():
        yield f'"{row["word"]}" is not in lower case'


def _check_named_day(row: Row) -> Iterator[str]:
    if not _NAMED_DAY.fullmatch(row["day"]):
        yield f'"{row["day"]}" is no day. Write 12-25, 11-thu-4, easter-2 or 2001-09-11'


def _check_time_cue(row: Row) -> Iterator[str]:
    yield from _one_of(row, "slot", ("case", "governor", "amod", "event"))
    yield from _one_of(row, "direction", ("past", "future"))


def _check_agent(row: Row) -> Iterator[str]:
    yield from _one_of(row, "stands_for", STANDS_FOR)
    if row["noun"] != row["noun"].lower():
        yield f'"{row["noun"]}" is not in lower case'


def _check_pair_noun(row: Row) -> Iterator[str]:
    yield from _one_of(row, "kind", (*(k.value for k in ActorKind), "any"))


def _check_pronoun(row: Row) -> Iterator[str]:
    yield from _one_of(row, "person", ("first", "second", "third"))
    yield from _one_of(row, "gender", ("m", "f", "n", ""))
    yield from _one_of(row, "number", ("s", "p"))


def _check_gendered(row: Row) -> Iterator[str]:
    yield from _one_of(row, "gender", ("m", "f"))


def _check_opening_word(row: Row) -> Iterator[str]:
    yield from _one_of(row, "kind", ("interview", "speech"))
    yield from _one_of(row, "pos", ("VERB", "NOUN"))


def _check_place(row: Row) -> Iterator[str]:
    yield from _one_of(row, "precision", PRECISIONS)
    if row["latitude"] and not (-90 <= float(row["latitude"]) <= 90 and -180 <= float(row["longitude"]) <= 180):
        yield "coordinates off the globe"


def _check_place_word(row: Row) -> Iterator[str]:
    yield from _one_of(row, "reading", ("place", "actor", "city"))


def _check_place_kind(row: Row) -> Iterator[str]:
    yield from _one_of(row, "use", ("kind", "part", "site", "land"))
    yield from _one_of(row, "precision", PRECISIONS)


def _check_reporting_word(row: Row) -> Iterator[str]:
    yield from _one_of(row, "kind", REPORTING_KINDS)
    yield from _one_of(row, "pos", ("VERB", "NOUN", "ADJ", "ADP", "PROPN"))
    if row["kind"] != "platform" and row["lemma"] != row["lemma"].lower():
        yield f'"{row["lemma"]}" is not in lower case'


CLAUSE_WORD_KINDS = ("modal", "future", "negation", "none", "condition", "possible", "permitted", "link")


def _check_stance(row: Row) -> Iterator[str]:
    yield from _one_of(row, "pos", ("VERB", "NOUN", "ADJ", "AUX", "ADP"))
    for column in ("stance", "negated"):
        if row[column]:
            yield from _one_of(row, column, tuple(s.value for s in Stance))
    if not row["stance"] and not row["negated"]:
        yield "neither stance nor negated: the row says nothing"
    for condition in filter(None, (*row["with"].split(";"), *row["not"].split(";"))):
        if not re.fullmatch(r"[a-z:]+=[^=;]+", condition):
            yield f'condition "{condition}": write slot=lemma,lemma or slot=*'
    if not row["holder"] or not row["content"]:
        yield "a stance has a holder and a content: name the slots where they stand"
    if not re.fullmatch(r"0\.\d+", row["score"]):
        yield f'score "{row["score"]}" is no number between 0 and 1'


def _check_stance_carrier(row: Row) -> Iterator[str]:
    yield from _one_of(row, "effect", ("holds", "ends"))


def _check_holder_word(row: Row) -> Iterator[str]:
    yield from _one_of(row, "kind", ("self", "same", "nobody", "bearer"))


def _check_clause_word(row: Row) -> Iterator[str]:
    yield from _one_of(row, "kind", CLAUSE_WORD_KINDS)


def _check_issue_word(row: Row) -> Iterator[str]:
    yield from _one_of(row, "pos", ("VERB", "NOUN", "ADJ", "ADV", "DET"))
    yield from _one_of(row, "kind", ("nominal", "same", "wrapper", "light", "drop", "keep"))
    if bool(row["lemma"]) != (row["kind"] in ("nominal", "same")):
        yield "lemma: the verb that says the same, for nominal and same only"


def _check_unpolitical_word(row: Row) -> Iterator[str]:
    yield from _one_of(row, "kind", ("business", "sport", "everyday"))


def _check_topic_word(row: Row) -> Iterator[str]:
    yield from _one_of(row, "topic", TOPICS)
    if not re.fullmatch(r"[^\W_A-Z]+( [^\W_A-Z]+){0,2}", row["word"]):
        yield f'"{row["word"]}": write one to three words in lower case, with spaces for hyphens and apostrophes'
    if not re.fullmatch(r"[0-4](\.\d)?", row["weight"]) or not float(row["weight"]):
        yield f'weight "{row["weight"]}" is no number above 0 and below 5'


def _check_merge_kind(row: Row) -> Iterator[str]:
    yield from _one_of(row, "type", tuple(EventType))
    yield from _one_of(row, "symmetric", ("yes", "no"))
    yield from _one_of(row, "by", ("parties", "ground"))
    for cell in filter(None, row["related"].split("|")):
        other, _, weight = cell.partition(":")
        if other not in tuple(EventType) or not re.fullmatch(r"0\.\d+", weight):
            yield f'related "{cell}": write TYPE:0.5'
    if not re.fullmatch(r"0\.\d+", row["needed"]):
        yield f'needed "{row["needed"]}" is no number in 0..1'


def _check_issue_topic(row: Row) -> Iterator[str]:
    yield from _one_of(row, "polarity", ("1", "-1"))
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row["topic"]):
        yield f'topic "{row["topic"]}": write small letters and figures, with hyphens'
    if not row["all"] and not row["any"]:
        yield "a pattern that every issue meets: write stems in all or any"


def _check_move(row: Row) -> Iterator[str]:
    yield from _one_of(row, "change", ("postponed", "cancelled"))


def _check_open_frame(row: Row) -> Iterator[str]:
    yield from _one_of(row, "type", tuple(EventType))
    yield from _one_of(row, "pos", ("VERB", "NOUN"))


def _check_modal_act(row: Row) -> Iterator[str]:
    yield from _one_of(row, "slot", ("aux", "xcomp"))
    yield from _one_of(row, "act", ("refusal", "demand"))


def _check_refused_verb(row: Row) -> Iterator[str]:
    yield from _one_of(row, "mode", tuple(m["mode"] for m in load_table("modes") if m["type"] == "REJECT"))


def _check_event_time(row: Row) -> Iterator[str]:
    yield from _one_of(row, "role", EVENT_TIME_ROLES)


def _check_mode_word(row: Row) -> Iterator[str]:
    yield from _one_of(row, "mode", tuple(m["mode"] for m in load_table("modes") if m["type"] == row["type"]))


# PLOVER's contexts in the order of the codebook (draft 0.8, 2024).
CONTEXTS = tuple(
    "military intelligence executive legislative election political_institutions pro_democracy pro_autocracy economic legal reparations human_rights "
    "rights_freedoms repression human_security gender lgbt religion_ethnicity inequality diplomatic territory peacekeeping health asylum migration disasters "
    "natural_resource environment technology terrorism cbrn cyber misinformation crime corruption illegal_drugs trafficking".split()
)
_PARTIES = ("between states", "with soldiers")


def _check_context(row: Row) -> Iterator[str]:
    yield from _one_of(row, "pos", ("VERB", "NOUN", "ADJ", "PROPN", "EVENT", ""))
    yield from _one_of(row, "weight", ("strong", "weak") if row["context"] else ("",))
    if row["context"]:
        yield from _one_of(row, "context", CONTEXTS)
    if row["pos"] != "PROPN" and row["word"] != row["word"].lower():
        yield f'"{row["word"]}" is not in lower case; only names are written as they are'
    if row["pos"] == "EVENT" and row["word"] not in _acts():
        yield f'"{row["word"]}" is no type of types.tsv with a mode of modes.tsv, and "between states" or "with soldiers" behind them'
    if row["context"] in CONTEXTS and _contexts_in_order().index(row["context"]) != CONTEXTS.index(row["context"]):
        yield f"the contexts stand in the codebook's order: {' '.join(CONTEXTS)}"


@cache
def _acts() -> frozenset[str]:
    """All that a row of pos EVENT can name."""
    kinds = [row["type"].lower() for row in load_table("types")] + [f"{row['type'].lower()} {row['mode']}" for row in load_table("modes")]
    return frozenset((*kinds, *(f"{kind} {party}" for kind in kinds for party in _PARTIES)))


@cache
def _contexts_in_order() -> tuple[str, ...]:
    return tuple(dict.fromkeys(row["context"] for row in load_table("contexts") if row["context"]))


WORD_CHECKS: dict[str, Callable[[Row], Iterator[str]]] = {
    "numbers": _check_number, "comparisons": _check_comparison, "set_amounts": _check_comparison, "scales": _check_scale, "units": _check_unit,
    "collectives": _check_collective, "uncounted": _check_uncounted, "count_words": _check_count_word,
    "time_words": _check_time_word, "named_days": _check_named_day, "time_cues": _check_time_cue,
    "agents": _check_agent, "pair_nouns": _check_pair_noun, "pronouns": _check_pronoun, "gendered": _check_gendered, "opening_words": _check_opening_word,
    "reporting_words": _check_reporting_word, "open_frames": _check_open_frame, "modal_acts": _check_modal_act,
    "refused_verbs": _check_refused_verb, "event_times": _check_event_time, "mode_words": _check_mode_word,
    "stances": _check_stance, "stance_carriers": _check_stance_carrier, "holder_words": _check_holder_word, "clause_words": _check_clause_word,
    "issue_words": _check_issue_word, "unpolitical_words": _check_unpolitical_word, "topic_words": _check_topic_word,
    "merge_kinds": _check_merge_kind, "issue_topics": _check_issue_topic, "moves": _check_move,
    "contexts": _check_context,
    "places": _check_place, "place_words": _check_place_word, "place_kinds": _check_place_kind,
}  # fmt: skip
