"""Feeds damaged files to every reader: `python bench/fuzz.py [--minutes 5] [--seed 1] [--keep build/fuzz] [--atheris]`.

Sample files of every format are made in code, and bytes of them flipped, cut out, doubled, put elsewhere or mixed with those of other
formats, by a seeded generator. Of whatever comes in, only Inputs may come out: no exception, within 10 seconds and 500 MB. Each format is
read in a process of its own, which the system stops at those limits; an input that breaks one is kept, and the exit status is 1.
With --atheris (pip install atheris) the mutations are led by the code that they reach; it then goes on until it is stopped.
"""

import argparse
import gzip
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests/ingest"))

from samples import FILES, PACKERS, STORY, mail, packed_zip  # noqa: E402

from demarche.ingest.blocks import Block, read_block  # noqa: E402
from demarche.ingest.input import Input  # noqa: E402
from demarche.ingest.metadata import Metadata  # noqa: E402
from demarche.settings import Settings  # noqa: E402

LONGEST_S = 10
MOST_MEMORY = 500_000_000
# What parsers trip over: lengths at their limits, marks of other formats, and what opens but does not close.
_PIECES = (
    b"\0", b"\xff" * 4, b"\xff" * 8, b"\x80\0\0\0", b"\x7f\xff\xff\xff", b"-1", b"99999999999999999999", b"\r\n\r\n", b"<", b"<!--", b"<![CDATA[",
    b"<div>" * 300, b"[" * 3000, b"{" * 3000, b'"\\ud800"', b"&#x110000;", b"\xed\xa0\x80", b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b\x08", b"WARC/1.0\r\n",
    b"%PDF-1.7", b"PAR1", b"charset=utf-7", b"Content-Length: 99999999\r\n", b"Transfer-Encoding: chunked\r\n", b"Content-Encoding: gzip\r\n", b"--",
)  # fmt: skip


def flip(content: bytearray, chance: random.Random) -> None:
    """Another byte, in one to eight places."""
    for _ in range(chance.randint(1, 8)):
        content[chance.randrange(len(content))] = chance.randrange(256)


def cut(content: bytearray, chance: random.Random) -> None:
    """A stretch is left out, or the end."""
    at = chance.randrange(len(content))
    del content[at : at + chance.choice((1, 4, 64, len(content)))]


def double(content: bytearray, chance: random.Random) -> None:
    """A stretch comes again, elsewhere."""
    at, size = chance.randrange(len(content)), chance.choice((1, 16, 256, 4096))
    to = chance.randrange(len(content))
    content[to:to] = content[at : at + size] * chance.choice((1, 1, 2, 50))


def put(content: bytearray, chance: random.Random) -> None:
    """A piece that parsers trip over is put in, or laid over what was there."""
    at, piece = chance.randrange(len(content)), chance.choice(_PIECES)
    content[at : at + chance.choice((0, len(piece)))] = piece


def splice(content: bytearray, chance: random.Random) -> None:
    """The rest of another sample."""
    other = chance.choice(list(FILES.values()))
    content[chance.randrange(len(content)) :] = other[chance.randrange(len(other)) :]


MUTATIONS: Sequence[Callable[[bytearray, random.Random], None]] = (flip, flip, cut, double, put, put, splice)


# What is packed is mutated inside of its packing too: outside, most mutations end at a checksum.
PACKED = {
    "a.zip": ("a.html", lambda content: packed_zip({"b/c.html": content})),
    "a.warc.gz": ("a.warc", gzip.compress),
    "a.txt.gz": ("a.html", lambda content: gzip.compress(gzip.compress(content))),
    "a.html.bz2": ("a.eml", PACKERS[".bz2"]),
    "a.jsonl.xz": ("a.jsonl", PACKERS[".xz"]),
    "a.eml": ("a.pdf", lambda content: mail(text=STORY, attachments=[("b.pdf", content), ("b.html", content)])),
}


def mutate_sample(name: str, chance: random.Random) -> bytes:
    """A mutation of the sample, or of what is inside of it."""
    if name in PACKED and chance.random() < 0.5:
        inside, pack = PACKED[name]
        return pack(mutate(FILES[inside], chance))
    return mutate(FILES[name], chance)


def mutate(sample: bytes, chance: random.Random) -> bytes:
    """The sample after one to four mutations."""
    content = bytearray(sample)
    for _ in range(chance.randint(1, 4)):
        if content:
            chance.choice(MUTATIONS)(content, chance)
    return bytes(content)


def read_all(file: Path) -> int:
    """How many inputs the file gives; all have to be Inputs with either a text or a problem."""
    count = 0
    for found in read_block(Block((str(file),)), Metadata(), Settings(), gate=lambda text, title: None):
        assert isinstance(found, Input) and (found.article.text or found.problems), found
        assert not any("MemoryError" in problem for problem in found.problems), "more memory than allowed"
        found.article.text.encode()
        count += 1
    return count


def fuzz(name: str, seconds: float, seed: int, folder: Path) -> None:
    """Reads mutations of one sample, and prints their number. The file of the one being read stays if the process is stopped over it."""
    chance = random.Random(f"{seed} {name}")
    file = folder / name
    file.write_bytes(FILES[name])
    read_all(file)  # libraries and tables are loaded
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + MOST_MEMORY, used + MOST_MEMORY))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)  # stops the process even in a parser's own code
    until, runs, inputs, slowest = time.monotonic() + seconds, 0, 0, 0.0
    while time.monotonic() < until:
        file.write_bytes(mutate_sample(name, chance))
        signal.alarm(LONGEST_S)
        began = time.monotonic()
        inputs += read_all(file)
        slowest = max(slowest, time.monotonic() - began)
        signal.alarm(0)
        runs += 1
    file.unlink()
    print(f"{name}: {runs} runs, {inputs} inputs, slowest {slowest:.1f} s", flush=True)


def fuzz_all(minutes: float, seed: int, keep: Path, only: Sequence[str]) -> int:
    """Every format in a process of its own, one after the other; how many of them failed."""
    names = [name for name in FILES if not only or name in only]
    failed = 0
    for name in names:
        with tempfile.TemporaryDirectory() as folder:
            command = [sys.executable, __file__, "--one", name, "--minutes", str(minutes / len(names)), "--seed", str(seed), "--folder", folder]
            out = subprocess.run(command, stderr=subprocess.PIPE, text=True, check=False)
            if out.returncode:
                failed += 1
                keep.mkdir(parents=True, exist_ok=True)
                kept = keep / f"{seed}-{name}"
                kept.write_bytes((Path(folder) / name).read_bytes())
                why = "too slow" if out.returncode == -signal.SIGALRM else out.stderr.strip().splitlines()[-1:] or out.returncode
                print(f"{name}: FAILED ({why}); kept as {kept}", flush=True)
    return failed


def fuzz_led(name: str, folder: Path) -> None:
    """The same, with mutations led by coverage. Does not return."""
    import atheris  # optional: it has wheels for few systems

    file = folder / name

    def read(content: bytes) -> None:
        file.write_bytes(content)
        read_all(file)

    corpus = folder / "corpus"
    corpus.mkdir()
    (corpus / name).write_bytes(FILES[name])
    atheris.instrument_all()
    atheris.Setup([sys.argv[0], str(corpus), f"-timeout={LONGEST_S}", "-rss_limit_mb=1000"], read)
    atheris.Fuzz()


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--minutes", type=float, default=5)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--keep", type=Path, default=ROOT / "build/fuzz", help="where inputs that break a promise are kept")
    arguments.add_argument("--only", nargs="*", default=[], choices=list(FILES))
    arguments.add_argument("--atheris", action="store_true", help="mutations led by coverage, of the format that --only names")
    arguments.add_argument("--one", help=argparse.SUPPRESS)
    arguments.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options = arguments.parse_args()
    if options.one:
        fuzz(options.one, options.minutes * 60, options.seed, options.folder)
    elif options.atheris:
        with tempfile.TemporaryDirectory() as folder:
            fuzz_led((options.only or ["a.html"])[0], Path(folder))
    else:
        sys.exit(1 if fuzz_all(options.minutes, options.seed, options.keep, options.only) else 0)


if __name__ == "__main__":
    main()
