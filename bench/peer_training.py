"""Builds a spaCy pipeline of the architecture and sizes of en_core_web_sm, and trains it on what our model finds in the examples.

`python bench/peer_training.py` writes it to build/peer-spacy, within a minute or two. Its accuracy means nothing: it has seen eight articles. Its arithmetic
per word is that of the original, and it makes the usual number of sentences and names, which one without any training does not. Its tables of
lemmas and tags are smaller than the original's, which can only make it faster.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.lookups import Lookups
from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan
from spacy.training import Example
from spacy.util import filter_spans, fix_random_seed, minibatch

from demarche.language.document import Document
from demarche.lexicon.load import load_table
from demarche.pipeline import make_analyser
from demarche.settings import DEFAULTS
from demarche.text import Span
from peer_spacy import TRAINED

EXAMPLES = Path(__file__).parent.parent / "examples"
WIDTH, DEPTH = 96, 4
PASSES = 25  # over the examples
# The names of OntoNotes: the name finder asks of every move whether it is possible, and takes twice the time for 18 kinds that it takes for five.
_KINDS = "CARDINAL DATE EVENT FAC GPE LANGUAGE LAW LOC MONEY NORP ORDINAL ORG PERCENT PERSON PRODUCT QUANTITY TIME WORK_OF_ART".split()
_KIND_OF_OURS = {"PER": "PERSON", "ORG": "ORG", "LOC": "GPE", "DATE": "DATE", "TIME": "TIME", "DURATION": "DATE", "SET": "DATE"}
_LEMMA_RULES = {
    "verb": [["s", ""], ["ies", "y"], ["es", "e"], ["es", ""], ["ed", "e"], ["ed", ""], ["ing", "e"], ["ing", ""]],
    "noun": [["s", ""], ["ses", "s"], ["ves", "f"], ["xes", "x"], ["zes", "z"], ["ches", "ch"], ["shes", "sh"], ["men", "man"], ["ies", "y"]],
    "adj": [["er", ""], ["est", ""], ["er", "e"], ["est", "e"]],
    "punct": [["“", '"'], ["”", '"'], ["‘", "'"], ["’", "'"]],
}


def build_pipeline() -> Language:
    """The untrained pipeline: the architectures and sizes of en_core_web_sm 3.8. The name finder has a tok2vec of its own there, too."""
    nlp = spacy.blank("en")
    nlp.add_pipe("tok2vec", config={"model": _tok2vec(["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"], [5000, 1000, 2500, 2500, 50, 50])})
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": WIDTH, "upstream": "tok2vec"}
    nlp.add_pipe("tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": listener}})
    nlp.add_pipe("parser", config={"model": _transitions("parser", listener), "min_action_freq": 1})
    nlp.add_pipe("attribute_ruler")
    nlp.add_pipe("lemmatizer", config={"mode": "rule"})
    nlp.add_pipe("ner", config={"model": _transitions("ner", _tok2vec(["NORM", "PREFIX", "SUFFIX", "SHAPE"], [5000, 1000, 2500, 2500]))})
    return nlp


def _tok2vec(attributes: list[str], rows: list[int]) -> dict[str, object]:
    embed = {"@architectures": "spacy.MultiHashEmbed.v2", "width": WIDTH, "attrs": attributes, "rows": rows, "include_static_vectors": False}
    encode = {"@architectures": "spacy.MaxoutWindowEncoder.v2", "width": WIDTH, "depth": DEPTH, "window_size": 1, "maxout_pieces": 3}
    return {"@architectures": "spacy.Tok2Vec.v2", "embed": embed, "encode": encode}


def _transitions(kind: str, tok2vec: dict[str, object]) -> dict[str, object]:
    sizes = {"state_type": kind, "extra_state_tokens": False, "hidden_width": 64, "maxout_pieces": 2, "use_upper": True}
    return {"@architectures": "spacy.TransitionBasedParser.v2", **sizes, "tok2vec": tok2vec}


def train(documents: list[Document], passes: int) -> Language:
    """A pipeline that has seen these documents so many times."""
    fix_random_seed(0)
    nlp = build_pipeline()
    for kind in _KINDS:
        nlp.get_pipe("ner").add_label(kind)
    nlp.get_pipe("attribute_ruler").add_patterns(list(_tag_patterns(documents)))
    nlp.get_pipe("lemmatizer").initialize(lookups=_lemma_tables(documents))
    examples = [Example(nlp.make_doc(document.text), _gold(nlp, document)) for document in documents]
    learning = [pipe for pipe in nlp.pipe_names if pipe not in ("attribute_ruler", "lemmatizer")]
    with nlp.select_pipes(enable=learning):
        optimizer = nlp.initialize(lambda: examples)
        for number in range(passes):
            random.Random(number).shuffle(examples)
            for batch in minibatch(examples, 2):
                nlp.update(batch, sgd=optimizer, drop=0.1)
    return nlp


def _gold(nlp: Language, document: Document) -> Doc:
    """What our model found, in spaCy's form: line breaks are words there, which hang on the word before."""
    text, tokens = document.text, document.tokens
    ends = [t.span.start for t in tokens[1:]] + [len(text)]
    gaps = [text[t.span.end : end] for t, end in zip(tokens, ends, strict=True)]
    places = list(accumulate(("\n" in gap for gap in gaps), lambda at, broken: at + 1 + broken, initial=0))
    rows = []  # word, is there a space behind it, tag, head, relation
    for i, (token, gap) in enumerate(zip(tokens, gaps, strict=True)):
        rows.append((token.text, gap == " ", token.xpos, places[i if token.head < 0 else token.head], token.relation))
        if "\n" in gap:
            rows.append((gap, False, "_SP", places[i], "dep"))
    words, spaces, tags, heads, relations = map(list, zip(*rows, strict=True))
    doc = Doc(nlp.vocab, words, spaces, tags=tags, heads=heads, deps=relations)
    phrases = sorted((*document.names, *document.times), key=lambda p: p.start)
    doc.ents = filter_spans([DocSpan(doc, places[p.start], places[p.end - 1] + 1, _KIND_OF_OURS[p.kind]) for p in phrases])
    return doc


def _tag_patterns(documents: list[Document]) -> Iterator[dict[str, object]]:
    """From Penn's tags to universal ones, as the original's ruler has it."""
    yield {"patterns": [[{"TAG": "_SP"}]], "attrs": {"POS": "SPACE"}}
    upos = {(t.xpos, t.feats): t.upos for document in documents for t in document.tokens}
    tags = {xpos: (pos, feats) for (xpos, feats), pos in upos.items()}
    for tag, (pos, feats) in sorted(tags.items()):
        yield {"patterns": [[{"TAG": tag}]], "attrs": {"POS": pos} | ({"MORPH": feats} if feats != "_" else {})}


def _lemma_tables(documents: list[Document]) -> Lookups:
    lookups = Lookups()
    lookups.add_table("lemma_rules", _LEMMA_RULES)
    lookups.add_table("lemma_exc", {"verb": {row["form"]: [row["lemma"]] for row in load_table("irregular_verbs")}})
    lemmas = {pos: sorted({t.lemma.lower() for d in documents for t in d.tokens if t.upos == pos.upper()}) for pos in ("verb", "noun", "adj")}
    lookups.add_table("lemma_index", lemmas)
    return lookups


def main() -> None:
    analyser = make_analyser(DEFAULTS)
    texts = [path.read_text("utf-8") for path in sorted(EXAMPLES.glob("*.txt"))]
    documents = [analyser(text, [Span(line.start(), line.end()) for line in re.finditer(r".+", text)]) for text in texts]
    TRAINED.parent.mkdir(parents=True, exist_ok=True)
    train(documents, PASSES).to_disk(TRAINED)


if __name__ == "__main__":
    main()
