"""The same shipments with their entry as native JSON and in the forms it is filed in: are the findings the same?

    python -m benchmarks.entry.forms SET

SET holds `shipments/NAME/` (papers and entry.json) and `forms/NAME/` (the entry in other forms, a file each). A finding
is the same where rule, entry line and severity are; one that a form lacks is either of a rule that is not assessed
there, or lost.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from docvalidate import Validator

ENTRY = "entry.json"
Key = tuple[str, int | None, str]


def keys(result: object) -> Iterator[tuple[str, Counter[Key], set[str]]]:
    """Each shipment's name, its findings and the rules that were not assessed."""
    for one in result.shipments:  # type: ignore[attr-defined]
        found = Counter((f.rule, f.entry_line, f.severity) for f in one.findings)
        yield one.shipment.split("/")[-1], found, {gap.rule for gap in one.not_assessed}


def compare(folder: Path, form: str, native: dict[str, Counter[Key]], validator: Validator) -> None:
    """Runs the shipments with one form of their entries and prints what differs."""
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        for shipment in sorted((folder / "shipments").iterdir()):
            shutil.copytree(shipment, root / shipment.name, ignore=shutil.ignore_patterns(ENTRY))
            shutil.copy(folder / "forms" / shipment.name / form, root / shipment.name / form)
        total = same = 0
        lost, gaps, more = Counter[str](), Counter[str](), Counter[str]()
        for name, found, not_assessed in keys(validator.run([root], jobs=1)):
            due = native[name]
            total, same = total + due.total(), same + (due & found).total()
            for key, count in (due - found).items():
                (gaps if key[0] in not_assessed else lost)[key[0]] += count
            for key, count in (found - due).items():
                more[key[0]] += count
    print(f"{form:16} the same {same}/{total}; not assessed {dict(gaps)}; lost {dict(lost)}; more {dict(more)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set", type=Path)
    folder: Path = parser.parse_args().set
    validator = Validator()
    native = {name: found for name, found, _ in keys(validator.run([folder / "shipments"], jobs=1))}
    forms = sorted({path.name for path in (folder / "forms").glob("*/*")})
    for form in forms:
        compare(folder, form, native, validator)


if __name__ == "__main__":
    main()
