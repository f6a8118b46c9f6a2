"""One shipment: papers and entry are matched, screened and checked. A pure function of what it is given."""

from __future__ import annotations

from docvalidate.domain.finding import Validation, verdict
from docvalidate.domain.shipment import Shipment
from docvalidate.engine.context import Context
from docvalidate.engine.corroborated import corroborated
from docvalidate.engine.grouping import ShipmentPapers
from docvalidate.engine.parties import region_hits, screen_parties


def validate(papers: ShipmentPapers, context: Context) -> Validation:
    """What the rules say of a shipment, and its verdict. A rule that fails in itself makes it incomplete."""
    from docvalidate.matching import goods_only, match
    from docvalidate.rules import check

    pipeline, day = context.pipeline, context.law_day(papers.entry)
    same_goods = context.reference.same_goods if context.reference else None
    documents = corroborated(papers.documents)
    judged = [goods_only(document) for document in documents]
    matching = match(judged, papers.entry, pipeline.tolerances, same_goods)
    shipment = Shipment(
        name=papers.name,
        documents=judged,
        entry=papers.entry,
        matching=matching,
        party_matches=screen_parties(documents, papers.entry, context),
        failures=papers.failures,
        region_hits=region_hits(documents, papers.entry),
    )
    result = check(
        shipment,
        pipeline.tolerances,
        on=day,
        selected=set(context.selected),
        severities=dict(pipeline.rules.severity),
        reference=context.reference,
    )
    failures = [*papers.failures, *result.failures]
    return Validation(
        shipment=papers.name,
        verdict=verdict(result.findings, failures),
        documents=documents,
        entry=papers.entry,
        findings=result.findings,
        not_assessed=result.not_assessed,
        failures=failures,
        worksheets=matching.worksheets,
        notes=papers.notes,
    )
