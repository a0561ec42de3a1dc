"""A process that follows one feed of this machine for a round: `python child.py STORE FEED`. Killed and started again by the tests."""

import sys
import time

from demarche.archive import Archive, open_archive
from demarche.following.addresses import read_inside
from demarche.following.feeds_file import Feed, Feeds
from demarche.following.fetching import Web
from demarche.following.follow import Follower
from demarche.record import Record
from demarche.settings import Settings


def main() -> None:
    Archive._read = lambda self, found: Record(found.article)  # type: ignore[method-assign]
    inside = read_inside(["127.0.0.1"])
    with open_archive(sys.argv[1], Settings(every_topic=True)) as archive:
        feeds = Feeds((Feed(sys.argv[2]),), pace=0, inside=inside)
        list(Follower(feeds, archive, Web("demarche/test", inside), time.sleep, print).round())


if __name__ == "__main__":
    main()
