"""A researcher's own knowledge: every format is read into our tables, bad lines are named, and what was added can be listed and taken out."""

import bz2
import gzip
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from demarche.cli.knowledge import knowledge
from demarche.errors import BadOption, BadTable, UnreadableInput
from demarche.lexicon.added import AddedTables, list_added, load_added, remove_added
from demarche.lexicon.imports.add import add_file
from demarche.lexicon.imports.detect import read_knowledge
from demarche.lexicon.imports.entries import Entry, Problem, read_names
from demarche.lexicon.imports.ids import country_of_code
from demarche.lexicon.imports.offices import Office, read_office

DAY = date(2026, 3, 1)
run = CliRunner()


def rows_of(tmp_path, text, *columns, name="file"):
    """The wanted cells of every row that a file of this text gives."""
    path = tmp_path / name
    path.write_text(text if isinstance(text, str) else "\n".join(json.dumps(line) for line in text), "utf-8")
    return [tuple(e.cells.get(c, "") for c in columns) for e in read_knowledge(path)[1] if isinstance(e, Entry)]


def problems_of(path):
    return [(p.line, p.reason) for p in read_knowledge(path)[1] if isinstance(p, Problem)]


def person(id_, name, **properties):
    return {"id": id_, "schema": "Person", "properties": {"name": [name], **{k: v if isinstance(v, list) else [v] for k, v in properties.items()}}}


# ---- offices


@pytest.mark.parametrize(
    ("words", "country", "office"),
    [
        ("President of the Russian Federation", "", Office("president", "RUS")),
        ("Minister of Foreign Affairs", "UKR", Office("foreign minister", "UKR")),
        ("Minister of Foreign Affairs and Trade of Hungary", "", Office("foreign minister", "HUN")),
        ("Russian foreign minister", "", Office("foreign minister", "RUS")),
        ("Secretary of State", "USA", Office("foreign minister", "USA")),
        ("First Deputy Minister of Defence (2012-2015)", "RUS", Office("deputy defence minister", "RUS")),
        ("acting Prime Minister of Nepal", "", Office("prime minister", "NPL")),
        ("Chancellor", "DEU", None),
        ("Federal Chancellor", "DEU", Office("chancellor", "DEU")),
        ("Chancellor of the Exchequer", "GBR", Office("finance minister", "GBR")),
        ("Minister of Energy of Iran", "", Office("minister", "IRN")),
        ("Minister of Digital Affairs of Poland", "", Office("minister", "POL", "Digital Affairs")),
        ("Member of the State Duma", "RUS", Office("lawmaker", "RUS")),
        ("Secretary-General of NATO", "NOR", Office("secretary general", "NOR", "NATO")),
        ("President", "RUS", None),
        ("President of Acme Bank", "RUS", None),
        ("President and chairman of the board", "RUS", None),
        ("Special Envoy for Syria", "USA", Office("special envoy", "USA", "Syria")),
        ("Ambassador to Poland", "UKR", Office("ambassador", "UKR", "Poland")),
        ("gardener", "FRA", None),
        ("", "", None),
    ],
)
def test_an_office_is_read_from_its_words_or_not_asserted(words, country, office):
    assert read_office(words, country) == office


@given(st.text(), st.text(max_size=3))
def test_any_words_of_an_office_are_read_without_a_crash(words, country):
    assert read_office(words, country) == read_office(words, country)


@pytest.mark.parametrize(
    ("code", "country"),
    [("ua", "UKR"), ("UA", "UKR"), ("xk", "KOS"), ("gb-sct", "GBR"), ("ge-ab", "XABK"), ("suhh", "SUN"), ("ukr", "UKR"), ("eu", ""), ("zz", ""), ("", "")],
)
def test_the_codes_of_others_become_ours(code, country):
    assert country_of_code(code) == country


@pytest.mark.parametrize(
    ("names", "read"),
    [
        (["PETRENKO, Iryna"], ("Iryna Petrenko",)),
        (["Iryna Petrenko", "IRYNA PETRENKO", "Ірина Петренко"], ("Iryna Petrenko",)),
        (["Nguyễn Văn Ba"], ("Nguyễn Văn Ba",)),
        (["Ірина Петренко", "伊莉娜", "—"], ()),
        (["A|B  C"], ("A B C",)),
    ],
)
def test_names_are_written_as_english_news_writes_them(names, read):
    assert read_names(names, of_person=True) == read


# ---- our own tables


def test_a_table_needs_few_columns(tmp_path):
    text = "name\trole\tcountry\tfrom\nAna Bell\tforeign minister\tAND\t2015\n"
    assert rows_of(tmp_path, text, "name", "aliases", "role", "country", "from", "source", name="mine.tsv") == [
        ("Ana Bell", "", "foreign minister", "AND", "2015", "mine.tsv (TSV), line 2")
    ]


def test_a_table_of_organisations_is_told_by_its_kind(tmp_path):
    text = "# mine\nname\tkind\tcode\nNorth Lake Front\tgroup\tTCDREB\n"
    assert rows_of(tmp_path, text, "name", "kind", "code") == [("North Lake Front", "group", "TCDREB")]


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ("name\tcountry", 'file, line 1: no column "role". A table of people needs name and role'),
        ("name\trole\tcolour", 'unknown column "colour". Known for people: name aliases'),
        ("code\tname\tcapital", "states are in lexicon/states.tsv"),
    ],
)
def test_a_header_that_is_not_ours_is_refused_with_its_remedy(tmp_path, header, message):
    (tmp_path / "file").write_text(header + "\nx\ty\tz\n")
    with pytest.raises(BadTable, match="line 1") as error:
        list(read_knowledge(tmp_path / "file")[1])
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("Ana Bell\tboss\tAND\t2015", 'unknown role "boss"'),
        ("Ana Bell\tking\tXXX\t2015", 'country "XXX" is not in lexicon/states.tsv'),
        ("Ana Bell\tking\tAND\t2015-02-30", "is no date"),
        ("Ana Bell\tking", "2 cells, the header has 4"),
        ("\tking\tAND\t2015", "no name"),
    ],
)
def test_a_bad_row_is_named_and_the_others_are_kept(tmp_path, row, reason):
    path = tmp_path / "file.tsv"
    path.write_text(f"name\trole\tcountry\tfrom\n{row}\nBo Li\tminister\tCHN\t2001\n")
    ((line, said),) = problems_of(path)
    assert line == 2 and reason in said
    assert rows_of(tmp_path, path.read_text(), "name") == [("Bo Li",)]


# ---- FollowTheMoney

PLAIN = [
    {"id": "occ1", "schema": "Occupancy", "properties": {"holder": ["p1"], "post": ["pos1"], "startDate": ["2019-05-20"], "endDate": ["2021-11-04T00:00:00"]}},
    {"id": "occ2", "schema": "Occupancy", "properties": {"holder": ["p1"], "post": ["pos2"], "startDate": ["2022"], "status": ["current"]}},
    person("p1", "Iryna Petrenko", alias="Irina Petrenko", weakAlias="Ira", country="ua", gender="female", birthDate="1970-01-02", wikidataId="Q1"),
    {"id": "pos1", "schema": "Position", "properties": {"name": ["Minister of Defence of Ukraine"], "country": ["ua"]}},
    {"id": "pos2", "schema": "Position", "properties": {"name": ["Ambassador to Poland"], "country": ["ua"]}},
]


def test_followthemoney_links_people_to_their_offices_wherever_the_lines_stand(tmp_path):
    assert rows_of(tmp_path, PLAIN, "name", "aliases", "gender", "country", "role", "of", "from", "to") == [
        ("Iryna Petrenko", "Irina Petrenko", "f", "UKR", "defence minister", "", "2019-05-20", "2021-11-04"),
        ("Iryna Petrenko", "Irina Petrenko", "f", "UKR", "ambassador", "Poland", "2022", ""),
    ]


def test_the_source_names_the_file_its_format_and_the_entity(tmp_path):
    assert rows_of(tmp_path, PLAIN, "source", name="peps.json")[0] == ("peps.json (FollowTheMoney): p1, Q1, born 1970-01-02",)


def test_opensanctions_nested_targets_hold_their_offices_inside(tmp_path):
    post = {"id": "pos", "schema": "Position", "properties": {"name": ["Prime Minister of Georgia"], "country": ["ge"]}}
    occupancy = {"id": "occ", "schema": "Occupancy", "properties": {"post": [post], "startDate": ["2020-01"], "status": ["ended"]}}
    entity = person("p", "Nino Beridze", positionOccupancies=[occupancy]) | {"caption": "Nino Beridze"}
    assert rows_of(tmp_path, [entity], "name", "country", "role", "from", "to") == [("Nino Beridze", "GEO", "prime minister", "2020-01", "?")]


def test_a_free_position_gives_a_role_whose_end_nobody_knows(tmp_path):
    entity = person("p", "Omar Haddad", nationality="sy", position=["Minister of Interior", "beekeeper"])
    assert rows_of(tmp_path, [entity], "role", "country", "from", "to") == [("interior minister", "SYR", "", "?")]


def test_a_membership_gives_the_office_in_its_body(tmp_path):
    lines = [
        person("p", "Eva Roth", country="at"),
        {"id": "m", "schema": "Membership", "properties": {"member": ["p"], "organization": ["o"], "role": ["party leader"], "startDate": ["2001"]}},
        {"id": "o", "schema": "Organization", "properties": {"name": ["Alpine List"], "country": ["at"], "topics": ["pol.party"]}},
    ]
    assert rows_of(tmp_path, lines, "name", "country")[-1] == ("Alpine List", "AUT")
    assert rows_of(tmp_path, lines, "role", "of", "from")[0] == ("party leader", "Alpine List", "2001")


@pytest.mark.parametrize(
    ("schema", "properties", "kind", "code"),
    [
        ("Company", {"country": ["ru"]}, "organisation", "RUSBUS"),
        ("Company", {}, "organisation", "MNC"),
        ("PublicBody", {"country": ["sy"]}, "office", "SYRGOV"),
        ("Organization", {"topics": ["pol.party"], "country": ["de"]}, "organisation", "DEUPTY"),
        ("LegalEntity", {"country": ["fr", "de"]}, "organisation", ""),
    ],
)
def test_organisations_have_the_kind_and_code_of_their_schema_and_topics(tmp_path, schema, properties, kind, code):
    line = {"id": "o", "schema": schema, "properties": {"name": ["Harbour Works"], **properties}}
    assert rows_of(tmp_path, [line], "kind", "code") == [(kind, code)]


def test_somebody_without_a_known_office_is_known_by_name(tmp_path):
    assert rows_of(tmp_path, [person("p", "Lena Wolf", country="de")], "name", "role", "country") == [("Lena Wolf", "", "DEU")]


# ---- Wikidata


def item(id_, label, **claims):
    return {"id": id_, "type": "item", "labels": {"en": {"language": "en", "value": label}}, "aliases": {}, "claims": claims}


def entity(id_, **qualifiers):
    return {"rank": "normal", "mainsnak": {"datavalue": {"value": {"id": id_}}}, "qualifiers": qualifiers}


def time(iso, precision):
    return [{"datavalue": {"value": {"time": f"+{iso}T00:00:00Z", "precision": precision}}}]


def reference(id_):
    return [{"datavalue": {"value": {"id": id_}}}]


@pytest.mark.parametrize(
    ("statement", "role", "country", "start", "end"),
    [
        (entity("Q191954", P580=time("2012-05-15", 11), P582=time("2017-05-00", 10)), "president", "FRA", "2012-05-15", "2017-05"),
        (entity("Q7330070", P642=reference("Q142"), P580=time("2003-00-00", 9)), "foreign minister", "FRA", "2003", ""),
        (entity("Q9000001", P580=time("1999-01-01", 11)), "defence minister", "BEL", "1999-01-01", ""),
        (entity("Q14212", P580=[{"snaktype": "somevalue"}], P582=[{"snaktype": "somevalue"}]), "prime minister", "FRA", "", "?"),
    ],
)
def test_wikidata_offices_have_role_state_and_term(tmp_path, statement, role, country, start, end):
    if statement["mainsnak"]["datavalue"]["value"]["id"] == "Q14212":
        statement["qualifiers"]["P642"] = reference("Q142")
    lines = [
        item("Q9000001", "Minister of Defence", P17=[entity("Q31")]),
        item("Q77", "Marie Dupont", P31=[entity("Q5")], P21=[entity("Q6581072")], P39=[statement]),
    ]
    assert rows_of(tmp_path, lines, "name", "gender", "role", "country", "from", "to") == [("Marie Dupont", "f", role, country, start, end)]


def test_a_generic_president_of_no_known_state_is_not_asserted(tmp_path):
    line = item("Q77", "Marie Dupont", P31=[entity("Q5")], P27=[entity("Q142")], P39=[entity("Q30461", P580=time("2012-05-15", 11))])
    assert rows_of(tmp_path, [line], "role", "country") == [("", "FRA")]


def test_a_dump_is_an_array_of_lines_or_one_value(tmp_path):
    lines = [
        item("Q77", "Marie Dupont", P31=[entity("Q5")]),
        item("Q78", "Harbour Daily", P31=[entity("Q11032")], P17=[entity("Q16")], P571=[{"mainsnak": time("1901-00-00", 9)[0]}]),
    ]
    forms = [
        "[\n" + ",\n".join(map(json.dumps, lines)) + "\n]\n",
        json.dumps(lines),
        json.dumps(lines, indent=2),
        json.dumps({"entities": {x["id"]: x for x in lines}}),
    ]
    for text in forms:
        (tmp_path / "dump.json").write_text(text)
        assert [(e.table, e.cells["name"]) for e in read_knowledge(tmp_path / "dump.json")[1]] == [
            ("people", "Marie Dupont"),
            ("organisations", "Harbour Daily"),
        ]
    assert rows_of(tmp_path, lines, "name", "country", "from")[1] == ("Harbour Daily", "CAN", "1901")


def test_an_item_of_another_kind_is_passed_over_without_complaint(tmp_path):
    path = tmp_path / "dump.json"
    path.write_text(json.dumps(item("Q1", "Somewhere", P31=[entity("Q515")])) + "\n" + json.dumps(item("Q77", "Marie Dupont", P31=[entity("Q5")])) + "\n")
    assert problems_of(path) == [] and len(rows_of(tmp_path, path.read_text(), "name")) == 1


# ---- SPARQL results

BINDINGS = [
    {"person": "http://www.wikidata.org/entity/Q77", "personLabel": "Marie Dupont", "positionLabel": "Minister of Defence", "countryLabel": "France",
     "start": "2003-03-01T00:00:00Z", "end": "2005-06-02T00:00:00Z", "altLabel": alias}
    for alias in ("M. Dupont", "Marie A. Dupont")
]  # fmt: skip


@pytest.mark.parametrize("form", ["json", "csv", "tsv"])
def test_the_rows_of_a_query_are_gathered_by_person_and_term(tmp_path, form):
    if form == "json":
        text = json.dumps(
            {"head": {"vars": list(BINDINGS[0])}, "results": {"bindings": [{k: {"type": "literal", "value": v} for k, v in b.items()} for b in BINDINGS]}},
            indent=2,
        )
    else:
        mark = {"csv": ",", "tsv": "\t"}[form]
        text = "\r\n".join([mark.join(BINDINGS[0]), *(mark.join(b.values()) for b in BINDINGS)])
    assert rows_of(tmp_path, text, "name", "aliases", "role", "country", "from", "to", "source") == [
        ("Marie Dupont", "M. Dupont|Marie A. Dupont", "defence minister", "FRA", "2003-03-01", "2005-06-02", "file (Wikidata query): Q77")
    ]


def test_a_query_without_names_is_refused_with_the_variables_it_needs(tmp_path):
    (tmp_path / "q.csv").write_text("person,start\nhttp://www.wikidata.org/entity/Q1,2001\n")
    with pytest.raises(BadTable, match="not known"):
        read_knowledge(tmp_path / "q.csv")


# ---- files


@pytest.mark.parametrize("compress", [gzip.compress, bz2.compress])
def test_compressed_files_are_read_as_they_are(tmp_path, compress):
    (tmp_path / "f").write_bytes(compress(json.dumps(person("p", "Lena Wolf")).encode()))
    assert len(list(read_knowledge(tmp_path / "f")[1])) == 1


@pytest.mark.parametrize("bad", [b"{not json", b'{"id": "x"}', b'"word"', b"\xff\xfe", b'{"id": "y", "schema": "Person", "properties": {}}'])
def test_a_bad_json_line_is_named_and_the_rest_is_kept(tmp_path, bad):
    path = tmp_path / "f.json"
    good = json.dumps(person("p", "Lena Wolf")).encode()
    path.write_bytes(good + b"\n" + bad + b"\n" + good.replace(b"Wolf", b"Hahn"))
    assert [line for line, _ in problems_of(path)] == [2]
    addition = add_file(path, tmp_path / "k", DAY)
    assert addition.file.people == 2 and len(addition.problems) == 1 and "f.json, line 2: " in addition.problems[0]


@pytest.mark.parametrize("content", [b"", b"some words\n", b"{}\n", b"[]", b"\x00\x01", b"a,b\n1,2\n", b"[" * 100_000])
def test_a_file_of_no_known_format_is_refused(tmp_path, content):
    (tmp_path / "f").write_bytes(content)
    with pytest.raises(BadTable, match="Known: our own tables"):
        read_knowledge(tmp_path / "f")


def test_a_file_that_is_not_there_or_damaged_is_unreadable(tmp_path):
    (tmp_path / "f.gz").write_bytes(gzip.compress(b"x" * 1000)[:-20])
    for name in ("nothing.json", "f.gz"):
        with pytest.raises(UnreadableInput, match=name):
            read_knowledge(tmp_path / name)


# ---- the folder of added knowledge


@pytest.fixture
def peps(tmp_path):
    path = tmp_path / "peps.json"
    path.write_text("\n".join(map(json.dumps, PLAIN)))
    return path


def test_where_nothing_was_added_there_is_nothing(tmp_path):
    assert load_added(tmp_path / "nowhere") == AddedTables() and list_added(tmp_path / "nowhere") == []


def test_adding_twice_is_adding_once(tmp_path, peps):
    add_file(peps, tmp_path / "k", DAY)
    once = {p.relative_to(tmp_path): p.read_bytes() for p in (tmp_path / "k").rglob("*") if p.is_file()}
    add_file(peps, tmp_path / "k", DAY)
    assert {p.relative_to(tmp_path): p.read_bytes() for p in (tmp_path / "k").rglob("*") if p.is_file()} == once
    assert [row["name"] for row in load_added(tmp_path / "k").people] == ["Iryna Petrenko"] * 2


def test_two_files_of_one_name_are_kept_apart(tmp_path, peps):
    other = tmp_path / "other" / peps.name
    other.parent.mkdir()
    other.write_text(json.dumps(person("p", "Lena Wolf")))
    assert [add_file(p, tmp_path / "k", DAY).file.name for p in (peps, other, peps, other)] == ["peps.json", "peps.json-2"] * 2


def test_remove_takes_out_one_file_and_nothing_else(tmp_path, peps):
    table = tmp_path / "mine.tsv"
    table.write_text("name\trole\nBo Li\tminister\n")
    add_file(peps, tmp_path / "k", DAY)
    add_file(table, tmp_path / "k", DAY, name="mine")
    assert [(f.name, f.people, f.added) for f in list_added(tmp_path / "k")] == [("mine", 1, "2026-03-01"), ("peps.json", 2, "2026-03-01")]
    remove_added(tmp_path / "k", "peps.json")
    assert [row["name"] for row in load_added(tmp_path / "k").people] == ["Bo Li"]
    with pytest.raises(BadOption, match=r'"peps.json" was not added. There is: mine\.'):
        remove_added(tmp_path / "k", "peps.json")


@pytest.mark.parametrize("name", ["", "..", "../up", ".hidden", "a/b", " a"])
def test_a_name_that_leaves_the_folder_is_refused(tmp_path, peps, name):
    with pytest.raises(BadOption, match="--name"):
        add_file(peps, tmp_path / "k", DAY, name=name)


def test_a_file_that_gives_nothing_leaves_the_folder_as_it_was(tmp_path):
    (tmp_path / "ships.json").write_text(json.dumps({"id": "s", "schema": "Vessel", "properties": {"name": ["Sea Star"]}}))
    with pytest.raises(BadTable, match="nothing in it that can be added"):
        add_file(tmp_path / "ships.json", tmp_path / "k", DAY)
    assert list((tmp_path / "k").iterdir()) == []


def test_a_run_that_was_killed_while_replacing_loses_nothing(tmp_path, peps):
    add_file(peps, tmp_path / "k", DAY)
    (tmp_path / "k/peps.json").rename(tmp_path / "k/.peps.json.replaced")
    assert len(load_added(tmp_path / "k").people) == 2
    add_file(peps, tmp_path / "k", DAY)
    assert [p.name for p in (tmp_path / "k").iterdir()] == ["peps.json"]


def test_a_damaged_table_is_named(tmp_path, peps):
    add_file(peps, tmp_path / "k", DAY)
    (tmp_path / "k/peps.json/people.tsv").write_text("name\tsource\nx\n")
    with pytest.raises(BadTable, match=r"people\.tsv, line 2"):
        load_added(tmp_path / "k")


# ---- the command line


def invoke(tmp_path, *arguments):
    return run.invoke(knowledge, [*map(str, arguments), "--knowledge", str(tmp_path / "k")])


def test_add_list_and_remove_from_the_command_line(tmp_path, peps):
    added = invoke(tmp_path, "add", peps)
    assert added.exit_code == 0 and "peps.json: 2 rows of people, 0 organisations (FollowTheMoney" in added.stdout
    assert "peps.json" in invoke(tmp_path, "list").stdout
    assert invoke(tmp_path, "remove", "peps.json").exit_code == 0
    assert "nothing was added yet" in invoke(tmp_path, "list").stdout


def test_a_bad_line_is_printed_and_the_status_is_1(tmp_path, peps):
    peps.write_text(peps.read_text() + "\nnonsense\n")
    result = invoke(tmp_path, "add", peps)
    assert result.exit_code == 1 and "line 6: no JSON" in result.stderr and "2 rows" in result.stdout


def test_a_file_that_cannot_be_read_does_not_stop_the_next_one(tmp_path, peps):
    result = invoke(tmp_path, "add", tmp_path / "nowhere.json", peps)
    assert result.exit_code == 1 and "nowhere.json: can't be read" in result.stderr and "2 rows" in result.stdout


def test_a_wrong_name_is_refused_with_status_2(tmp_path):
    assert invoke(tmp_path, "remove", "nothing").exit_code == 2
