"""Statements: who said, thought, feared or denied what, to whom and where, from the attributions that the model marks and what grammar adds."""

from collections.abc import Sequence
from dataclasses import replace

from demarche.facts.confidence import confidence
from demarche.facts.named import Named, Who
from demarche.facts.statements.channels import find_channel
from demarche.facts.statements.missed import SCORE, find_missed
from demarche.facts.statements.nested import extent, find_inner, find_outers
from demarche.facts.statements.phrases import is_worded, paragraph_of, phrase_of
from demarche.facts.statements.quotations import Quotations, find_quotations, find_quoted, form_of, is_sentence
from demarche.facts.statements.repair import completed, is_scrap, joined, parted, taken, with_source, with_whole_source
from demarche.facts.statements.reporting import reporting_at
from demarche.facts.statements.sources import announced, goes_on, governing_cue, labelled, source_by_cue
from demarche.facts.statements.speakers import find_speakers
from demarche.facts.statements.split import split_clauses
from demarche.language.document import Attribution, Document
from demarche.record import Statement, StatementForm


def find_statements(document: Document, named: Sequence[Named]) -> list[Statement]:
    """The statements of a text, in the order of their first words, each with the statement that it is reported in."""
    who = named if isinstance(named, Who) else Who(named)
    quotations = find_quotations(document)
    outer = find_outer(document, quotations)
    attributions = [*outer, *find_inner(document, outer, who)]
    ordered = sorted(attributions, key=lambda a: (extent(a)[0], a.content[0].start, -extent(a)[1]))
    statements = [_statement(f"s{n}", a, document, quotations, who) for n, a in enumerate(ordered, 1)]
    return [s if o is None else replace(s, within=statements[o].id) for s, o in zip(statements, find_outers(ordered), strict=True)]


def find_outer(document: Document, quotations: Quotations) -> list[Attribution]:
    """Attributions that stand in no other: the model's, mended and with their sources, and those that it has missed."""
    marked = parted(document, document.attributions, quotations)
    found = _with_sources(document, [*marked, *find_unmarked(document, marked, quotations)], quotations)
    found = [with_whole_source(document, completed(document, a)) for a in found if not is_scrap(document, a, quotations)]
    found += find_missed(document, found)
    return [part for a in found for part in split_clauses(document, a)]


def find_unmarked(document: Document, marked: Sequence[Attribution], quotations: Quotations) -> list[Attribution]:
    """Quotations of a sentence or more that the model has not marked, as contents whose source is to be found."""
    used = taken(marked)
    spoken = [q for q in quotations.all if not used.intersection(range(q.start, q.end)) and is_sentence(document, q)]
    return [Attribution((phrase_of(document, "content", q.start, q.end, SCORE),), None, None, SCORE) for q in spoken]


def _with_sources(document: Document, attributions: Sequence[Attribution], quotations: Quotations) -> list[Attribution]:
    """Each with a source where the text shows one; a quotation that goes on after its source is joined to it."""
    found: list[Attribution] = []
    for attribution in sorted(attributions, key=extent):
        attribution = _with_own_source(document, attribution)
        before = found[-1] if found else None
        if before and not attribution.source and not attribution.cue and goes_on(document, before, attribution, quotations):
            if _one_quotation(before, attribution, quotations, document):
                found[-1] = joined(before, attribution)
                continue
            attribution = replace(attribution, source=before.source)
        if before and not before.source and goes_on(document, before, attribution, quotations) and _one_quotation(before, attribution, quotations, document):
            # The source comes after the last paragraph of a quotation that stayed open.
            found[-1] = joined(attribution, before)
            continue
        found.append(attribution)
    return [a for a in found if a.source or a.score != SCORE]


def _one_quotation(before: Attribution, attribution: Attribution, quotations: Quotations, document: Document) -> bool:
    """Do both stand in one paragraph, or is the mark before still open?"""
    last, first = max(p.end for p in before.content), attribution.content[0].start
    if quotations.stays_open(last):
        return True
    return first < document.paragraphs[paragraph_of(document, last - 1)][1]


def _with_own_source(document: Document, attribution: Attribution) -> Attribution:
    """The attribution with the source that its own sentence shows, or the label or sentence right before it."""
    label = labelled(document, attribution)
    if label and (not attribution.cue or not is_worded(document, attribution.cue.start, attribution.cue.end)):
        # A mark as cue is as likely the one of the line before: the label of the own line decides.
        return with_source(document, replace(attribution, source=None, cue=None), *label)
    if attribution.source:
        return attribution
    if not attribution.cue and (label := announced(document, attribution)):
        return with_source(document, attribution, *label)
    if not attribution.cue:
        attribution = with_source(document, attribution, None, governing_cue(document, attribution))
    return with_source(document, attribution, source_by_cue(document, attribution))


def _statement(id_: str, attribution: Attribution, document: Document, quotations: Quotations, who: Who) -> Statement:
    content = tuple(p.span for p in attribution.content)
    source = attribution.source.span if attribution.source else None
    cue = attribution.cue.span if attribution.cue else None
    quoted = tuple(s for p in attribution.content for s in find_quoted(document, quotations, p.start, p.end))
    speakers = find_speakers(document, attribution.source, who) if attribution.source else ()
    channel = find_channel(document, attribution, who)
    form = form_of(document.text, content, quoted)
    return Statement(
        id_,
        content,
        evidence=tuple(sorted((*content, *filter(None, (source, cue))))),
        form=form,
        speakers=speakers,
        addressees=tuple(a for a in channel.addressees if a not in speakers),
        via=channel.via,
        source=source,
        cue=cue,
        quoted=quoted,
        score=confidence("statement", evidence_for(document, attribution, form, speakers), attribution.score),
    )


def evidence_for(document: Document, attribution: Attribution, form: StatementForm, speakers: Sequence[str]) -> tuple[str, ...]:
    """What speaks for a statement and against it, by the names of lexicon/confidence.tsv."""
    cue = attribution.cue
    reported = cue is not None and any(reporting_at(document, w) for w in range(cue.start, cue.end))
    return ("any", form.value, "cue of the table" if reported else "cue" if cue else "no cue", "speaker" if speakers else "no speaker")
