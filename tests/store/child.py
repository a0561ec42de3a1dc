"""A process that adds articles made by hand: `python child.py ADDRESS FIRST LAST`. Killed and started again by the tests and by bench/kills.py."""

import sys
from datetime import date, timedelta

from demarche.record import Record
from demarche.store.store import open_store
from making import Told, make_record

PEOPLE = ("Emmanuel Macron", "Vladimir Putin", "Olaf Scholz", "Antony Blinken", "Sergei Lavrov", "Hakan Fidan")
STATES = ("Russia", "Ukraine", "Iran", "Turkey", "France", "Germany")


def article(number: int) -> Record:
    """The article of a number: three in a row tell of the same two events, and every seventh is cut short."""
    story = number // 3
    day = date(2022, 1, 1) + timedelta(days=story % 40)
    one, other = PEOPLE[story % 6], PEOPLE[(story + 1 + story % 4) % 6]
    attacker, victim = STATES[story % 6], STATES[(story + 2) % 6]
    told = [
        Told("CONSULT", f"{one} met {other} for talks number {story}.", (one,), (other,), on=day.isoformat()),
        Told("ASSAULT", f"{attacker} fired rocket {story} at {victim}.", (attacker,), (victim,), ("happened", "possible")[story % 2], day.isoformat()),
        Told("SANCTION", f"{victim} cut off its trade with {attacker} in round {story}.", (victim,), (attacker,)),
    ]
    more = "" if number % 7 == 0 else f"Nothing else was known of round {story} that night."
    return make_record(f"k{number}", *told, published=(day + timedelta(days=number % 2)).isoformat(), more=more)


def main() -> None:
    address, first, last = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    store = open_store(address)
    print("ready", flush=True)
    for number in range(first, last):
        print(number, flush=True)
        record = article(number)
        if store.state_of(record.article) is None:
            store.add(record.article, f"k{number}", record)
    store.close()


if __name__ == "__main__":
    main()
