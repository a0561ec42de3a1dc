from conftest import make_document
from demarche.facts.arguments import arguments


def slots(document, word):
    i = next(n for n, t in enumerate(document.tokens) if t.text == word)
    return {slot: [document.tokens[w].text for w in words] for slot, words in arguments(document, i).items()}


def test_a_passive_is_undone():
    document = make_document("""
        The the DET 2 det
        town town NOUN 4 nsubj:pass
        was be AUX 4 aux:pass
        attacked attack VERB 0 root VerbForm=Part|Tense=Past
        by by ADP 6 case
        rebels rebel NOUN 4 obl:agent
    """)
    assert slots(document, "attacked") == {"obj": ["town"], "subj": ["rebels"], "by": ["rebels"]}


def test_a_relative_clause_gives_its_noun_back():
    document = make_document("""
        troops troop NOUN 0 root
        that that PRON 4 obj PronType=Rel
        Russia Russia PROPN 4 nsubj
        gathered gather VERB 1 acl:relcl
    """)
    assert slots(document, "gathered") == {"obj": ["troops"], "subj": ["Russia"]}


def test_of_two_subjects_of_a_relative_clause_the_pronoun_is_the_object():
    document = make_document("""
        troops troop NOUN 0 root
        that that PRON 4 nsubj PronType=Rel
        Russia Russia PROPN 4 nsubj
        gathered gather VERB 1 acl:relcl
    """)
    assert slots(document, "gathered") == {"obj": ["troops"], "subj": ["Russia"]}


def test_who_is_called_on_is_the_subject_of_what_he_is_to_do():
    document = make_document("""
        Tripoli Tripoli PROPN 2 nsubj
        called call VERB 0 root
        on on ADP 4 case
        NATO NATO PROPN 2 obl
        to to PART 6 mark
        stop stop VERB 2 xcomp VerbForm=Inf
    """)
    assert slots(document, "stop") == {"subj": ["NATO"]}


def test_coordinated_parties_all_take_part():
    document = make_document("""
        Germany Germany PROPN 4 nsubj
        and and CCONJ 3 cc
        Poland Poland PROPN 1 conj
        met meet VERB 0 root
        Macron Macron PROPN 4 obj
    """)
    assert slots(document, "met") == {"subj": ["Germany", "Poland"], "obj": ["Macron"]}


def test_a_controlled_verb_has_the_subject_of_its_governor():
    document = make_document("""
        Macron Macron PROPN 2 nsubj
        tried try VERB 0 root
        to to PART 4 mark
        reassure reassure VERB 2 xcomp VerbForm=Inf
        Kyiv Kyiv PROPN 4 obj
    """)
    assert slots(document, "reassure") == {"obj": ["Kyiv"], "subj": ["Macron"]}


def test_a_perfect_is_no_passive_whatever_its_subject_is_called():
    document = make_document("""
        Peru Peru PROPN 4 nsubj:pass
        has have AUX 4 aux
        not not PART 4 advmod
        retaliated retaliate VERB 0 root
    """)
    assert slots(document, "retaliated") == {"subj": ["Peru"]}


def test_a_preposition_that_hangs_on_the_verb_is_that_of_the_noun_behind_it():
    document = make_document("""
        Peru Peru PROPN 2 nsubj
        met meet VERB 0 root
        with with ADP 2 mark
        Chile Chile PROPN 2 obl
    """)
    assert slots(document, "met") == {"subj": ["Peru"], "with": ["Chile"]}
