"""A cargo release beside an entry summary adds names and containers to it and changes nothing."""

from pathlib import Path

from docvalidate.entry import read_entries
from docvalidate.entry.supplement import supplement

ENTRIES = Path(__file__).parents[2] / "fixtures" / "entries"


def test_a_release_adds_to_the_summary_of_its_number() -> None:
    summaries = read_entries(ENTRIES / "batch.ae")
    filings = read_entries(ENTRIES / "cargo-release.se")
    (first, second), left, notes = supplement(summaries, filings)
    assert left == []
    assert len(notes) == 1
    assert first.containers == ["TCLU4265789"]
    assert first.parties
    assert first.parties["seller"].name == "ZHEJIANG KITCHENWARE WORKS"
    assert first.lines[0].parties
    assert first.release_lines == filings[0].lines
    assert first.release_importer == filings[0].importer_of_record.number
    assert first.lines[0].entered_value == summaries[0].lines[0].entered_value
    assert second == summaries[1]


def test_a_filing_without_number_goes_by_its_bill() -> None:
    summaries = read_entries(ENTRIES / "batch.ae")
    filing = read_entries(ENTRIES / "cargo-release.se")[0].model_copy(update={"entry_number": None})
    (first, _), left, _ = supplement(summaries, [filing])
    assert first.containers
    assert left == []
    stranger = filing.model_copy(update={"bills_of_lading": ["ABCD1"], "containers": None})
    assert supplement(summaries, [stranger])[1] == [stranger]
    assert supplement([], [filing])[1] == [filing]
