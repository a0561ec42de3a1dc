"""Who says that it happened: one row a construction."""

import pytest

from demarche.facts.actors.find import find_actors
from demarche.facts.named import Who
from demarche.facts.statements.find import find_statements
from demarche.facts.vouchers import find_voucher
from demarche.language.analyse import analyse
from demarche.text import Span

ROWS = """
the outlet | Norway attacked Sweden. | attacked | -
a verb of speech | Finland said that Norway had attacked Sweden. | attacked | Finland
the verb of speech itself | Finland said that Norway had attacked Sweden. | said | -
a quotation | “Norway has attacked Sweden,” said Angela Merkel. | attacked | Angela Merkel
according to | According to Finland, Norway has attacked Sweden. | attacked | Finland
fear | Finland fears that Norway will attack Sweden. | attack | Finland
what a fear takes for granted | Finland fears that the troops that Norway has gathered will attack Sweden. | gathered | -
denial | Norway denied that it had attacked Sweden. | attacked | Norway
the denial itself | Norway denied that it had attacked Sweden. | denied | -
denied plans | Norway denies that it has plans for an invasion. | invasion | Norway
demand | Finland demands that Norway withdraw its troops. | withdraw | Finland
nominal object | Finland demanded the withdrawal of the troops. | withdrawal | Finland
threat | Norway threatened to attack Sweden. | attack | Norway
the inner of two | Denmark said that Finland fears that Norway will attack Sweden. | attack | Finland
the outer of two | Denmark said that Finland fears that Norway will attack Sweden. | fears | Denmark
a demand that goes on | Norway demands that Sweden leave NATO. Furthermore, Sweden must withdraw its troops. | withdraw | Norway
a new sentence without a link | Norway demands that Sweden leave NATO. Sweden withdrew its troops. | withdrew | -
"""


@pytest.mark.parametrize(
    ("text", "word", "voucher"), [pytest.param(*cells[1:], id=cells[0]) for row in ROWS.strip().splitlines() for cells in [row.split(" | ")]]
)
def test_who_vouches_for_an_event(text, word, voucher, model):
    document = analyse(text, [Span(0, len(text))], model)
    who = Who(find_actors(document, None, None))
    at = next(i for i, token in enumerate(document.tokens) if token.text == word)
    found = find_voucher(document, at, who, find_statements(document, who))
    assert (who.actor(found).name if found else "-") == voucher
