import pytest

from conftest import make_document
from demarche.facts.times.direction import Direction, find_direction

FINITE_PAST, FINITE_PRESENT = "VerbForm=Fin|Tense=Past", "VerbForm=Fin|Tense=Pres"
PARTICIPLE = "VerbForm=Part|Tense=Past"

LOOKS_BACK = {
    "They met on Tuesday": f"They they PRON 2 nsubj\nmet meet VERB 0 root {FINITE_PAST}\non on ADP 4 case\nTuesday Tuesday PROPN 2 obl",
    "Paris condemned Tuesday 's attack": f"""
        Paris Paris PROPN 2 nsubj
        condemned condemn VERB 0 root {FINITE_PAST}
        Tuesday Tuesday PROPN 5 nmod:poss
        's 's PART 3 case
        attack attack NOUN 2 obj""",
    "an accord signed Tuesday": f"an a DET 2 det\naccord accord NOUN 0 root\nsigned sign VERB 2 acl {PARTICIPLE}\nTuesday Tuesday PROPN 3 obl:unmarked",
    "It had been due Tuesday": f"""
        It it PRON 4 nsubj
        had have AUX 4 aux {FINITE_PAST}
        been be AUX 4 cop {PARTICIPLE}
        due due ADJ 0 root
        Tuesday Tuesday PROPN 4 obl:unmarked""",
    "They tried to meet Tuesday": f"""
        They they PRON 2 nsubj
        tried try VERB 0 root {FINITE_PAST}
        to to PART 4 mark
        meet meet VERB 2 xcomp VerbForm=Inf
        Tuesday Tuesday PROPN 4 obl:unmarked""",
    "They missed a Tuesday deadline": f"""
        They they PRON 2 nsubj
        missed miss VERB 0 root {FINITE_PAST}
        a a DET 5 det
        Tuesday Tuesday PROPN 5 compound
        deadline deadline NOUN 2 obj""",
    "The Tuesday accord holds": f"""
        The the DET 3 det
        Tuesday Tuesday PROPN 3 compound
        accord accord NOUN 4 nsubj
        holds hold VERB 0 root {FINITE_PRESENT}""",
    "It lasts since Tuesday": f"It it PRON 2 nsubj\nlasts last VERB 0 root {FINITE_PRESENT}\nsince since ADP 4 case\nTuesday Tuesday PROPN 2 obl",
}
LOOKS_AHEAD = {
    "They will meet on Tuesday": """
        They they PRON 3 nsubj
        will will AUX 3 aux VerbForm=Fin
        meet meet VERB 0 root VerbForm=Inf
        on on ADP 5 case
        Tuesday Tuesday PROPN 3 obl""",
    "They planned to meet Tuesday": f"""
        They they PRON 2 nsubj
        planned plan VERB 0 root {FINITE_PAST}
        to to PART 4 mark
        meet meet VERB 2 xcomp VerbForm=Inf
        Tuesday Tuesday PROPN 4 obl:unmarked""",
    "He is to visit Tuesday": f"""
        He he PRON 2 nsubj
        is be VERB 0 root {FINITE_PRESENT}
        to to PART 4 mark
        visit visit VERB 2 xcomp VerbForm=Inf
        Tuesday Tuesday PROPN 4 obl:unmarked""",
    "She is travelling Tuesday": f"""
        She she PRON 3 nsubj
        is be AUX 3 aux {FINITE_PRESENT}
        travelling travel VERB 0 root VerbForm=Ger
        Tuesday Tuesday PROPN 3 obl:unmarked""",
    "Macron to visit Tuesday": """
        Macron Macron PROPN 3 nsubj
        to to PART 3 mark
        visit visit VERB 0 root VerbForm=Inf
        Tuesday Tuesday PROPN 3 obl:unmarked""",
    "a vote due Tuesday": "a a DET 2 det\nvote vote NOUN 0 root\ndue due ADJ 2 amod\nTuesday Tuesday PROPN 3 obl:unmarked",
    "He resigned effective Tuesday": f"""
        He he PRON 2 nsubj
        resigned resign VERB 0 root {FINITE_PAST}
        effective effective ADJ 2 xcomp
        Tuesday Tuesday PROPN 2 obl:unmarked""",
    "They extended it until Tuesday": f"""
        They they PRON 2 nsubj
        extended extend VERB 0 root {FINITE_PAST}
        it it PRON 2 obj
        until until ADP 5 case
        Tuesday Tuesday PROPN 2 obl""",
    "They will attend Tuesday 's summit": """
        They they PRON 3 nsubj
        will will AUX 3 aux VerbForm=Fin
        attend attend VERB 0 root VerbForm=Inf
        Tuesday Tuesday PROPN 6 nmod:poss
        's 's PART 4 case
        summit summit NOUN 3 obj""",
}


def direction(rows):
    document = make_document("\n".join(r.strip() for r in rows.strip().splitlines()), times={"Tuesday": "DATE"})
    return find_direction(document, document.times[0]).direction


@pytest.mark.parametrize("rows", LOOKS_BACK.values(), ids=LOOKS_BACK)
def test_a_time_of_what_happened_looks_back(rows):
    assert direction(rows) is Direction.PAST


@pytest.mark.parametrize("rows", LOOKS_AHEAD.values(), ids=LOOKS_AHEAD)
def test_a_time_of_what_is_planned_looks_ahead(rows):
    assert direction(rows) is Direction.FUTURE


def test_the_present_tense_decides_nothing():
    assert direction(f"Talks talk NOUN 2 nsubj\nopen open VERB 0 root {FINITE_PRESENT}\nTuesday Tuesday PROPN 2 obl:unmarked") is Direction.PRESENT


def test_without_a_verb_nobody_knows():
    assert direction("Tuesday Tuesday PROPN 0 root") is Direction.UNKNOWN
