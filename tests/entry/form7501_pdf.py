"""Draws CBP Form 7501 in its three printings, with or without ruling lines, with continuation sheets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path

from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

from docvalidate.domain.document import Party
from docvalidate.domain.entry import EntryLine, EntrySummary

HEADER: dict[str, list[list[tuple[str, str, float]]]] = {
    # label, key of the value, width in points
    "2024": [
        [("1. Filer Code/Entry Number", "entry", 130), ("2. Entry Type", "type", 80), ("3. Summary Date", "day", 80),
         ("4. Surety Number", "surety", 80), ("5. Bond Type", "bond", 60), ("6. Port Code", "port", 60),
         ("7. Entry Date", "day", 70)],
        [("8. Importing Carrier", "vessel", 220), ("9. Mode of Transport", "mode", 120),
         ("10. Country of Origin", "origin", 120), ("11. Import Date", "imported", 100)],
        [("12. B/L or AWB Number", "bill", 180), ("13. Manufacturer ID", "maker", 160),
         ("14. Exporting Country", "exporting", 120), ("15. Export Date", "exported", 100)],
        [("16. I.T. Number", "it", 90), ("17. I.T. Date", "none", 80), ("18. Missing Docs", "missing", 80),
         ("19. Foreign Port of Lading", "lading", 150), ("20. U.S. Port of Unlading", "unlading", 160)],
        [("21. Country of Melt and Pour", "none", 140), ("22. Primary Country of Smelt", "none", 140),
         ("23. Secondary Country of Smelt", "none", 140), ("24. Country of Cast", "none", 140)],
        [("25. Location of Goods/G.O. Number", "firms", 140), ("26. Consignee Number", "consignee_no", 140),
         ("27. Importer Number", "importer_no", 140), ("28. Reference Number", "none", 140)],
        [("29. Ultimate Consignee Name (Last, First, M.I.) and Address", "consignee", 280),
         ("30. Importer of Record Name (Last, First, M.I.) and Address", "importer", 280)],
    ],
    "2014": [
        [("1. Filer Code/Entry No.", "entry", 130), ("2. Entry Type", "type", 80), ("3. Summary Date", "day", 80),
         ("4. Surety No.", "surety", 80), ("5. Bond Type", "bond", 60), ("6. Port Code", "port", 60),
         ("7. Entry Date", "day", 70)],
        [("8. Importing Carrier", "vessel", 220), ("9. Mode of Transport", "mode", 120),
         ("10. Country of Origin", "origin", 120), ("11. Import Date", "imported", 100)],
        [("12. B/L or AWB No.", "bill", 180), ("13. Manufacturer ID", "maker", 160),
         ("14. Exporting Country", "exporting", 120), ("15. Export Date", "exported", 100)],
        [("16. I.T. No.", "it", 90), ("17. I.T. Date", "none", 80), ("18. Missing Docs", "missing", 80),
         ("19. Foreign Port of Lading", "lading", 150), ("20. U.S. Port of Unlading", "unlading", 160)],
        [("21. Location of Goods/G.O. No.", "firms", 140), ("22. Consignee No.", "consignee_no", 140),
         ("23. Importer No.", "importer_no", 140), ("24. Reference No.", "none", 140)],
        [("25. Ultimate Consignee Name and Address", "consignee", 280),
         ("26. Importer of Record Name and Address", "importer", 280)],
    ],
    "1992": [
        [("1. Entry No.", "entry", 130), ("2. Entry Type Code", "type", 90), ("3. Entry Summary Date", "day", 110),
         ("4. Entry Date", "day", 100), ("5. Port Code", "port", 130)],
        [("6. Bond No.", "surety", 140), ("7. Bond Type Code", "bond", 140),
         ("8. Broker/Importer File No.", "none", 280)],
        [("9. Ultimate Consignee Name and Address", "consignee", 280),
         ("11. Importer of Record Name and Address", "importer", 280)],
        [("10. Consignee No.", "consignee_no", 280), ("12. Importer No.", "importer_no", 280)],
        [("13. Exporting Country", "exporting", 140), ("14. Export Date", "exported", 140),
         ("15. Country of Origin", "origin", 140), ("16. Missing Documents", "missing", 140)],
        [("17. I.T. No.", "it", 110), ("18. I.T. Date", "none", 110), ("19. B/L or AWB No.", "bill", 170),
         ("20. Mode of Transportation", "mode", 170)],
        [("21. Manufacturer I.D.", "maker", 200), ("22. Reference No.", "none", 160),
         ("23. Importing Carrier", "vessel", 200)],
        [("24. Foreign Port of Lading", "lading", 140), ("25. Location of Goods/G.O. No.", "firms", 140),
         ("26. U.S. Port of Unlading", "unlading", 140), ("27. Import Date", "imported", 140)],
    ],
}  # fmt: skip
COLUMNS: dict[str, list[tuple[list[str], float]]] = {
    "2024": [(["31.", "Line", "No."], 30), (["32. Description of Merchandise", "33. A. HTSUS No. B. AD/CVD No."], 190),
             (["34. A. Gross Weight", "B. Manifest Qty."], 70), (["35. Net Quantity in", "HTSUS Units"], 70),
             (["36. A. Entered Value", "B. CHGS", "C. Relationship"], 80),
             (["37. A. HTSUS Rate", "B. AD/CVD Rate"], 60),
             (["38. Duty and IR Tax"], 60)],
    "2014": [(["27.", "Line", "No."], 30), (["28. Description of Merchandise", "29. A. HTSUS No. B. AD/CVD No."], 190),
             (["30. A. Gross Weight", "B. Manifest Qty."], 70), (["31. Net Quantity in", "HTSUS Units"], 70),
             (["32. A. Entered Value", "B. CHGS", "C. Relationship"], 80),
             (["33. A. HTSUS Rate", "B. AD/CVD Rate"], 60),
             (["34. Duty and IR Tax"], 60)],
    "1992": [(["28.", "Line", "No."], 30),
             (["29. Description of Merchandise", "30. A. TSUSA No. B. ADA/CVD Case No."], 190),
             (["31. A. Gross Weight", "B. Manifest Qty."], 70), (["32. Net Quantity in", "HTSUS Units"], 70),
             (["33. A. Entered Value", "B. CHGS", "C. Relationship"], 80),
             (["34. A. HTSUS Rate", "B. ADA/CVD Rate"], 60),
             (["35. Duty and I.R. Tax"], 60)],
}  # fmt: skip
TOTALS = {"2024": (39, 41), "2014": (35, 37), "1992": (35, 37)}
VALUES = {
    "entry": ["ZX7 0001234-3"], "type": ["01 ABI/P"], "day": ["05/04/2026"], "surety": ["891"], "bond": ["8"],
    "port": ["2704"], "vessel": ["PACIFIC HERON 114E"], "mode": ["11"], "origin": ["MULTI"], "imported": ["05/02/2026"],
    "bill": ["ONEYSZPA12345600"], "maker": ["CNZHEKIT88YON"], "exporting": ["CN"], "exported": ["04/11/2026"],
    "it": [], "missing": ["10 98"], "lading": ["57035"], "unlading": ["2704"], "firms": ["Y258"],
    "consignee_no": ["SAME"], "importer_no": ["94-330718200"], "none": [],
    "consignee": ["Redwood Kitchen Supply Inc", "1450 Harbor Way", "Oakland, CA 94607"],
    "importer": ["Redwood Kitchen Supply Inc", "1450 Harbor Way", "Oakland, CA 94607"],
}  # fmt: skip
Row = tuple[str, str, str, str, str]
"""Text, gross weight, quantity, value, duty: the cells of one printed line."""


def line_rows(number: int, remedy: bool) -> list[Row]:
    """The printed lines of entry line `number`."""
    gross = f"{100 + number:,}"
    if remedy:
        return [
            ("STAINLESS STEEL COOKING POT", gross, "1,200 NO", "12,300", ""),
            ("WITH LID, OF ORIGIN AS CHARGED", "", "1,440 KG", "C590", ""),
            ("9903.88.03", "", "", "N", "3,075.00"),
            ("7323.93.0080", "", "", "", "246.00"),
            ("A-570-588-000", "", "", "", ""),
            ("OCN", "", "", "", ""),
            ("499 - Merchandise Processing Fee", "", "", "", "42.61"),
            ("501 - Harbor Maintenance Fee", "", "", "", "15.38"),
        ]
    return [
        (f"PORCELAIN MUG NO. {number}, 350 ML", gross, "25 DPC", "1,413", ""),
        ("KR 6911.10.4500", "", "", "N", "197.82"),
        ("OKR MID KRSEOPOR12ICH", "", "", "", ""),
    ]


def crowded_rows(number: int) -> list[Row]:
    """A line whose cells hold several things at once; its origin and export stand under the line number."""
    return [
        ("DRUMS FOR LUBRICATING", f"{100 + number} KG 12 CTN", "1,200 NO", "12,300", ""),
        ("OIL", "", "1,440 KG", "C590 N", ""),
        ("7310100010 A-570-588-000", "", "", "", "246 00"),
    ]


def draw_crowded(path: Path, printing: str) -> None:
    """A form of two crowded lines."""
    canvas = Canvas(str(path), pagesize=letter)
    form = _Drawing(canvas, printing, ruled=True)
    form.header()
    form.columns()
    for number in (1, 2):
        form.row(f"{number:03d}", crowded_rows(number), under=("OVN", "EKR"))
    form.totals()
    canvas.save()


def draw(path: Path, printing: str, *, ruled: bool = True, count: int = 14, repeat_head: bool = False) -> None:
    """A filled form of `count` lines, every fourth with a chapter 99 number."""
    canvas = Canvas(str(path), pagesize=letter)
    form = _Drawing(canvas, printing, ruled)
    form.header()
    form.columns()
    form.row("", [("M ONEYSZPA12345600 410 CTN", "", "", "", ""), ("INV RK-26-0417", "", "", "", "")])
    for number in range(1, count + 1):
        rows = line_rows(number, number % 4 == 1)
        if form.y < 60 + 11 * len(rows):
            form.next_sheet(repeat_head)
        form.row(f"{number:03d}", rows)
    form.totals()
    canvas.save()


def draw_entry(path: Path, entry: EntrySummary, printing: str = "2024") -> None:
    """The entry on a form, as far as the form carries it: its total weight, its containers and rates have no place."""
    canvas = Canvas(str(path), pagesize=letter)
    form = _Drawing(canvas, printing, ruled=True, values=_header_values(entry))
    form.header()
    form.columns()
    count = f" {entry.package_count:f} CTN" if entry.package_count else ""
    heading = [f"M {bill}{count if index == 0 else ''}" for index, bill in enumerate(entry.bills_of_lading or [])]
    heading += [f"INV {one.number}" for one in entry.invoices or []]
    form.row("", [(text, "", "", "", "") for text in heading])
    for line in entry.lines:
        rows = list(_rows_of(line))
        if form.y < 60 + 11 * len(rows):
            form.next_sheet(repeat_head=True)
        form.row(f"{line.line_number:03d}", rows, under=(f"O{line.country_of_origin}", f"E{line.country_of_export}"))
    if form.y < 150:
        form.next_sheet(repeat_head=False)
    value, duty = f"$ {entry.total_entered_value or 0:,.0f}", f"{entry.duty or 0:,.2f}"
    form.totals(value, (f"$ {entry.mpf or 0:,.2f}", f"$ {entry.hmf or 0:,.2f}"), (duty, "0.00", "0.00", duty))
    canvas.save()


def _header_values(entry: EntrySummary) -> dict[str, list[str]]:
    days = {"day": entry.entry_date, "imported": entry.import_date, "exported": entry.export_date}
    importer, consignee = entry.importer_of_record, entry.consignee
    return {
        **{key: [] for key in VALUES},
        **{key: [f"{day:%m/%d/%Y}"] for key, day in days.items() if day},
        "entry": [entry.entry_number or ""], "type": [entry.entry_type or ""], "port": [entry.port_of_entry or ""],
        "vessel": [entry.vessel or ""], "mode": [entry.mode_of_transport or ""], "origin": ["MULTI"],
        "maker": ["MULTI"], "exporting": [entry.exporting_country or ""], "bill": (entry.bills_of_lading or [])[:1],
        "importer_no": [(importer and importer.number) or ""], "consignee_no": [(consignee and consignee.number) or ""],
        "importer": _address(importer), "consignee": _address(consignee),
    }  # fmt: skip


def _address(party: Party | None) -> list[str]:
    return [party.name, *(party.address or "").split(", ", 1)] if party else []


def _rows_of(line: EntryLine) -> Iterator[Row]:
    quantities = [(line.quantity, line.unit), (line.quantity2, line.unit2)]
    amounts = [f"{amount:,f} {unit}" for amount, unit in quantities if amount is not None] + ["", ""]
    weight = "" if line.gross_weight_kg is None else f"{line.gross_weight_kg:,.0f}"
    related = {True: "Y", False: "N", None: ""}[line.related_parties]
    words = (line.description or "").upper().split()
    yield " ".join(words)[:34], weight, amounts[0], f"{line.entered_value or 0:,f}", ""
    yield f"MID {line.manufacturer_id}" if line.manufacturer_id else "", "", amounts[1], f"C{line.charges or 0:,f}", ""
    duties = {one.number: one.duty for one in line.tariffs or []}
    for index, number in enumerate(line.hts_numbers):
        last = index == len(line.hts_numbers) - 1
        duty = duties.get(number, line.duty if last and not duties else Decimal(0)) or Decimal(0)
        program = f"{line.spi} " if line.spi and last else ""
        printed = f"{number[:4]}.{number[4:6]}.{number[6:]}"
        yield program + printed, "", "", related if index == 0 else "", f"{duty:,.2f}"


class _Drawing:
    def __init__(
        self, canvas: Canvas, printing: str, ruled: bool, values: Mapping[str, list[str]] | None = None
    ) -> None:
        self.canvas, self.printing, self.ruled = canvas, printing, ruled
        self.values = values or VALUES
        self.y = 760.0

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        if self.ruled:
            self.canvas.line(x0, y0, x1, y1)

    def text(self, x: float, y: float, text: str, size: float, right: float | None = None) -> None:
        self.canvas.setFont("Helvetica", size)
        if right is None:
            self.canvas.drawString(x, y, text)
        else:
            self.canvas.drawRightString(right, y, text)

    def header(self) -> None:
        self.text(26, self.y, "DEPARTMENT OF HOMELAND SECURITY  ENTRY SUMMARY", 8)
        self.y -= 8
        for cells in HEADER[self.printing]:
            height = 22 + 10 * max(0, max(len(self.values[key]) for _, key, _ in cells) - 1)
            x = 26.0
            self.line(26, self.y, 586, self.y)
            for label, key, width in cells:
                self.line(x, self.y, x, self.y - height)
                self.text(x + 2, self.y - 7, label, 5.5)
                for index, value in enumerate(self.values[key]):
                    self.text(x + 2, self.y - 18 - 10 * index, value, 9)
                x += width
            self.line(586, self.y, 586, self.y - height)
            self.y -= height

    def columns(self) -> None:
        x = 26.0
        self.line(26, self.y, 586, self.y)
        for labels, width in COLUMNS[self.printing]:
            self.line(x, self.y, x, self.y - 26)
            for index, label in enumerate(labels):
                self.text(x + 2, self.y - 7 - 7 * index, label, 5.5)
            x += width
        self.line(586, self.y, 586, self.y - 26)
        self.y -= 26

    def row(self, number: str, rows: list[Row], under: tuple[str, ...] = ()) -> None:
        edges = [26.0]
        for _, width in COLUMNS[self.printing]:
            edges.append(edges[-1] + width)
        self.line(26, self.y, 586, self.y)
        top = self.y
        self.text(edges[0] + 2, self.y - 9, number, 8.5)
        for index, mark in enumerate(under, start=1):
            self.text(edges[0] + 2, self.y - 9 - 11 * index, mark, 8.5)
        for text, gross, quantity, value, duty in rows:
            self.text(edges[1] + 2, self.y - 9, text, 8.5)
            for column, cell in ((3, gross), (4, quantity), (5, value), (7, duty)):
                if cell:
                    self.text(0, self.y - 9, cell, 8.5, right=edges[column] - 3)
            self.y -= 11
        for edge in edges:
            self.line(edge, top, edge, self.y)

    def next_sheet(self, repeat_head: bool) -> None:
        self.line(26, self.y, 586, self.y)
        self.canvas.showPage()
        self.y = 760.0
        if repeat_head:
            self.text(26, self.y, "ENTRY SUMMARY CONTINUATION SHEET", 8)
            self.y -= 10
            self.columns()

    def totals(
        self,
        total: str = "$ 62,265",
        fees: tuple[str, str] = ("$ 90.11", "$ 32.52"),
        sums: tuple[str, str, str, str] = ("15,361.64", "0.00", "122.63", "15,484.27"),
    ) -> None:
        value, duty = TOTALS[self.printing]
        self.line(26, self.y, 586, self.y)
        self.text(28, self.y - 7, "Other Fee Summary (for Block 39)", 5.5)
        self.text(28, self.y - 18, "499 - MPF", 8.5)
        self.text(120, self.y - 18, fees[0], 8.5)
        self.text(28, self.y - 29, "501 - HMF", 8.5)
        self.text(120, self.y - 29, fees[1], 8.5)
        self.text(252, self.y - 7, f"{value}. Total Entered Value", 5.5)
        self.text(252, self.y - 18, total, 8.5)
        self.line(250, self.y, 250, self.y - 60)
        self.line(420, self.y, 420, self.y - 60)
        for index, (label, amount) in enumerate(zip(("Duty", "Tax", "Other", "Total"), sums, strict=True)):
            y = self.y - 15 * index
            self.line(420, y, 586, y)
            self.text(422, y - 7, f"{duty + index}. {label}", 5.5)
            self.text(0, y - 12, amount, 8.5, right=580)
        self.line(586, self.y, 586, self.y - 60)
        self.line(26, self.y - 60, 586, self.y - 60)
        self.text(28, self.y - 70, f"{value + 1}. Declaration of Importer of Record: I declare that I am the "
                  "importer and "
                  "that the duty, entered value and charges are true.", 5.5)  # fmt: skip
