"""A word and its edit script → its lemma. The script says how many letters go from the end and what comes instead: "l3|y", "studies" → "study"."""


def apply_script(word: str, script: str) -> str:
    """The lemma; `l` scripts work on the word in lower case, `c` scripts on the word as it is."""
    strip, _, added = script[1:].partition("|")
    word = word.lower() if script[0] == "l" else word
    count = int(strip)
    return (word[: len(word) - count] if count <= len(word) else "") + added or word
