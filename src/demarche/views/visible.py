"""Characters that act on a terminal or a page instead of being read → signs that can be seen, so that no article can paint over what we print."""

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_VISIBLE: dict[int, str] = {
    **{c: chr(0x2400 + c) for c in range(0x20) if chr(c) not in "\t\n\r"},  # Unicode's pictures of control characters
    ord("\r"): " ",  # a terminal would begin its line anew
    0x7F: "\N{SYMBOL FOR DELETE}",
    **dict.fromkeys(range(0x80, 0xA0), _REPLACEMENT),
    # Embeddings, overrides and isolates turn the order of what stands behind them; the weak marks (U+200E, U+200F) do not.
    **dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), ""),
    **dict.fromkeys(range(0xD800, 0xE000), _REPLACEMENT),  # halves of characters: UTF-8 has no bytes for them
}


def visible(text: str) -> str:
    """The text without controls, overrides of direction and lone surrogates; line ends and tabs stay."""
    return text.translate(_VISIBLE)
