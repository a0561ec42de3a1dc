"""What the small store of the site's tests holds: a visit that was planned and took place, a strike that is denied, quotes, positions, figures."""

from making import Told, make_record

MACRON, PUTIN, RUSSIA, UKRAINE = ("Emmanuel Macron",), ("Vladimir Putin",), ("Russia",), ("Ukraine",)
HIT = "Missiles hit Kharkiv on Thursday and killed 4 people."
MORE = "The toll of the strike on Kharkiv rose to 9 dead, the governor said."


def every_page(client, address):
    """The rows of a list, asked for one page after the other, each as short as can be."""
    rows, after = [], ""
    while after is not None:
        page = client.get(address + ".json", params={"limit": 1} | ({"after": after} if after else {})).json()
        rows += page["rows"]
        after = page["next"]
    return rows


def records():
    visit = {"who": MACRON, "to": PUTIN, "on": "2022-02-07", "place": "Moscow", "mode": ("visit",)}
    hit = {"who": RUSSIA, "to": UKRAINE, "on": "2022-02-24", "place": "Kharkiv"}
    quotes = (("Vladimir Putin", "that the talks were useful"),)
    yield make_record(
        "plan", Told("CONSULT", "Macron will visit Putin in Moscow on Monday.", **visit, status="planned"), published="2022-02-04", outlet="Le Monde"
    )
    yield make_record(
        "met", Told("CONSULT", "Macron met Putin in Moscow on Monday.", **visit), published="2022-02-08", outlet="The New York Times", quotes=quotes
    )
    yield make_record("hit", Told("ASSAULT", HIT, **hit), published="2022-02-24", counts=((HIT, 4),))
    yield make_record("hit-more", Told("ASSAULT", MORE, **hit), published="2022-02-25", counts=((MORE, 9),))
    denied = Told("ASSAULT", "Moscow denies that it attacked Kharkiv on Thursday.", **hit, status="negated", by="Russia")
    yield make_record("denial", denied, published="2022-02-26")
    soon = Told("CONSULT", "Scholz will receive Zelensky in Berlin on March 3.", ("Olaf Scholz",), ("Volodymyr Zelensky",), "planned", "2022-03-03", "Berlin")
    yield make_record("soon", soon, published="2022-02-27")
    stances = (("Russia", "demands", "Ukraine never joins NATO"), ("Ukraine", "supports", "NATO enlargement"))
    yield make_record("want", stances=stances, published="2022-02-09")
