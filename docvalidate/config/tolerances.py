"""Every tolerance and threshold that matching and rules use: the `[tolerances]` table of a pipeline file.

Shares are fractions (0.02 is two per cent), money is US dollars unless said otherwise.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Share = Annotated[Decimal, Field(ge=0, le=1)]
Amount = Annotated[Decimal, Field(ge=0)]
Score = Annotated[float, Field(ge=0, le=1)]


class Tolerances(BaseModel):
    """What still counts as equal."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    value_dollars: Amount = Field(
        default=Decimal("1"),
        description="An entry line's value may differ from the invoice by this: whole-dollar rounding, 19 CFR 159.3.",
    )
    value_share: Share = Field(
        default=Decimal("0"), description="... or by this share of the value, where a firm allows itself one."
    )
    value_rate_share: Share = Field(
        default=Decimal("0.00005"),
        description="Share of the value that the rounding of the rate of exchange may move, for foreign currencies.",
    )
    value_sum_dollars: Amount = Field(
        default=Decimal("2"),
        description="The lines of an invoice together may differ by this before the spread of charges is doubted.",
    )
    quantity_share: Share = Field(
        default=Decimal("0.001"), description="A quantity may differ by this share; numbers of pieces must be equal."
    )
    quantity_rounding: Amount = Field(
        default=Decimal("1"),
        description="A quantity converted from another unit, or a weight, may be rounded to a whole number.",
    )
    gross_weight: Share = Field(
        default=Decimal("0.02"), description="Gross weight: pallets stand on some papers and not on others."
    )
    gross_weight_kg: Amount = Field(
        default=Decimal("2"), description="... or kilograms, for small shipments and whole-kilogram rounding."
    )
    net_weight: Share = Field(default=Decimal("0.02"), description="Net weight in kilograms against the papers.")
    net_weight_kg: Amount = Field(default=Decimal("1"), description="... or kilograms.")
    packing_weight: Share = Field(
        default=Decimal("0.01"), description="Weights of a paper against the sum of its lines, or of two papers."
    )
    packing_weight_kg: Amount = Field(default=Decimal("1"), description="... or kilograms.")
    arithmetic: Amount = Field(
        default=Decimal("0.02"),
        description="A printed sum may be off by this, in the invoice's currency, besides the rounding of its parts.",
    )
    arithmetic_line: Amount = Field(
        default=Decimal("0.01"), description="Rounding of each line's amount that a sum of lines may carry."
    )
    sure: Score = Field(
        default=0.6,
        description="A finding that rests on a value read less surely than this is information and nothing graver.",
    )
    sure_figure: Score = Field(
        default=0.75,
        description="... and so is one that rests on a figure of a scanned page: no word tells what it should be.",
    )
    column_share: Share = Field(
        default=Decimal("0.4"),
        description="Where more than this share of a paper's lines differ in one column, the column was misread.",
    )
    name_same: Score = Field(
        default=0.86,
        description="From this likeness on two names of firms are the same firm (importer, consignee, maker).",
    )
    name_other: Score = Field(
        default=0.6,
        description="Below this likeness two names are surely two firms; between the two figures it is information.",
    )
    description_same: Score = Field(
        default=0.6, description="From this likeness on two descriptions can be the same article."
    )
    match_floor: Annotated[float, Field(ge=0)] = Field(
        default=1.5, description="An invoice line and an entry line with fewer points in common are not matched."
    )
    charge_weight: Share = Field(
        default=Decimal("0.0001"),
        description="Charges under this share of the invoice cannot be told from rounding, and no basis is guessed.",
    )
