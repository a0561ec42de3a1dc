"""Every regular expression of the code and of the tables, against long runs of what it repeats with an end that fails: its time grows with the text."""

import ast
import importlib
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from demarche.facts.times import patterns
from demarche.lexicon.load import load_table

SOURCE = Path(__file__).parents[2] / "src/demarche"
SHORT, LONG = 2_000, 6_000
# Three times the text takes three times as long where time is linear, nine times where it is quadratic. So short a time is not quadratic.
MOST_TIMES, NOISE_S = 6, 0.003
TAILS = ("\x00", " a)1\x00")
METHODS = frozenset(("match", "fullmatch", "search", "sub", "split", "findall", "finditer"))
# Who calls these hands them no more than so many characters.
CUT = {
    "language.words": 400,  # the longest chunk; `_CHUNK` itself finds the chunks, and is run on all
    "lexicon.check": 200, "lexicon.check_codes": 200, "lexicon.check_words": 200, "lexicon.imports": 200,  # a cell of a table
    "facts.times.anchored": 40, "facts.times.bounds": 40, "views.worded": 40,  # a value that we wrote ourselves
}  # fmt: skip


def _compiled(module: str) -> Iterator[tuple[str, re.Pattern[str]]]:
    """The patterns that a module keeps under a name, in a tuple or in a dict."""
    for key, value in vars(importlib.import_module(f"demarche.{module}")).items():
        values = value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else (value,)
        yield from ((key, v) for x in values for v in (x if isinstance(x, tuple) else (x,)) if isinstance(v, re.Pattern))


def _calls(tree: ast.AST) -> Iterator[tuple[str, str, str | None]]:
    """(what is called on, method, the pattern where it is written in the call) of each call that may be one of a pattern."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in METHODS:
            first = node.args[0] if node.args else None
            written = first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else None
            yield ast.unparse(node.func.value), node.func.attr, written


def _patterns() -> Iterator[tuple[str, re.Pattern[str], frozenset[str], int]]:
    for path in sorted(SOURCE.rglob("*.py")):
        source = path.read_text("utf-8")
        if "import re\n" not in source or "migrations" in path.parts:
            continue
        module = ".".join(path.relative_to(SOURCE).with_suffix("").parts)
        calls = list(_calls(ast.parse(source)))
        cut = next((n for start, n in CUT.items() if module.startswith(start)), LONG)
        for name, compiled in _compiled(module):
            methods = frozenset(method for on, method, _ in calls if on == name) or frozenset(("match", "fullmatch"))
            yield f"{module}.{name}", compiled, methods, LONG if name == "_CHUNK" else cut
        yield from ((f"{module}: {written}", re.compile(written), frozenset((method,)), cut) for on, method, written in calls if on == "re" and written)
    for row in load_table("line_words"):
        yield f"line_words: {row['pattern'][:60]}", re.compile(row["pattern"], re.IGNORECASE), frozenset(("search",)), LONG
    rules = dict.fromkeys(rule.pattern for rules in patterns._rules().values() for rule in rules)
    for n, compiled in enumerate(sorted(rules, key=lambda p: -len(p.pattern))[:30]):
        yield f"rule of times {n}", compiled, frozenset(("match",)), patterns._LONGEST


PATTERNS = {name: rest for name, *rest in _patterns()}


def units(expression: str) -> list[str]:
    """What a run is made of: a letter of each class that the pattern may repeat, its own signs, and two of these by turns."""
    signs = list(dict.fromkeys(re.findall(r"[^\w\s\\|^$]", re.sub(r"\(\?[P<:=!a-zA-Z]", "", expression))))[:12]
    singles = [*dict.fromkeys(("a", "A", "1", " ", "\n", *signs))]
    return [*singles, "aA", "a ", "A ", "1 ", ", ", "1,", "a.", "A.", "a-", ". ", "(a", "/A", *(sign + "a" for sign in signs[:6])]


def openings(expression: str) -> list[str]:
    """Nothing, and the longest word that the pattern spells out: behind it the run begins."""
    return ["", *sorted(re.findall(r"[A-Za-z]{2,}", expression), key=len)[-1:]]


def as_text(pattern: str | bytes) -> str:
    return pattern.decode("latin-1") if isinstance(pattern, bytes) else pattern


def seconds(compiled: re.Pattern, methods: frozenset[str], words: str) -> float:
    text, nothing = (words.encode("latin-1", "replace"), b"") if isinstance(compiled.pattern, bytes) else (words, "")
    begun = time.process_time()
    for method in methods:
        found = compiled.sub(nothing, text) if method == "sub" else getattr(compiled, method)(text)
        if method == "finditer":
            list(found)
    return time.process_time() - begun


def found_slow(compiled: re.Pattern[str], methods: frozenset[str], longest: int = LONG) -> str:
    """The run on which time grows faster than the text, and how; "" where there is none."""
    for unit in units(as_text(compiled.pattern)):
        for opening in openings(as_text(compiled.pattern)):
            for tail in TAILS:
                short, long = ((opening + unit * (n // len(unit)))[: longest - len(tail)] + tail for n in (SHORT, LONG))
                if seconds(compiled, methods, short) > NOISE_S:
                    # The least of three: what else the machine does takes time too.
                    took = [min(seconds(compiled, methods, text) for _ in range(3)) for text in (short, long)]
                    if took[1] > MOST_TIMES * max(took[0], NOISE_S / 4):
                        return f"{unit!r} behind {opening!r} before {tail!r}: {took[0]:.4f} s, {took[1]:.4f} s"
    return ""


@pytest.mark.parametrize("name", PATTERNS)
def test_time_grows_with_the_text(name):
    assert not found_slow(*PATTERNS[name])


# Two that stood in the code: a gap of white space between two times, and a run of digits.
@pytest.mark.parametrize(("expression", "method"), [(r"[\s,]*(?:\([^()]{0,20}\))?[\s,]*(?:on )?", "fullmatch"), (r"(\d+)(?: and (?:a|1) half| 1/2)\b", "sub")])
def test_a_slow_one_is_seen(expression, method):
    assert found_slow(re.compile(expression), frozenset((method,)))
