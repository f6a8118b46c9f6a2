"""The command starts fast: what is heavy is imported when it is first used."""

from __future__ import annotations

import resource
import subprocess
import sys

import pytest

HEAVY = (
    "spacy", "transformers", "onnxruntime", "pdfplumber", "pypdfium2", "numpy", "rapidfuzz", "torch", "PIL"
)  # fmt: skip
PROBE = """
import sys
sys.argv = ["docvalidate", *sys.argv[1:]]
from docvalidate.cli import main
try:
    main()
except SystemExit as stop:
    assert not stop.code, stop.code
print("LOADED", *[name for name in {heavy!r} if name in sys.modules])
"""


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["run", "--help"]])
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    probe = PROBE.format(heavy=HEAVY)
    done = subprocess.run(
        [sys.executable, "-c", probe, *arguments], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip().splitlines()[-1] == "LOADED"


def test_help_takes_less_than_a_third_of_a_second() -> None:
    """Processor time, the best of five: a busy machine is no slow program."""
    command = [sys.executable, "-c", "from docvalidate.cli import main; main()", "--help"]
    times = []
    for _ in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, capture_output=True, check=True, timeout=60)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    assert min(times) < 0.3
