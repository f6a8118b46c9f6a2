"""Which firms and vessels named in running text are found: by legal forms and cues, and with the language pipeline.

    python -m benchmarks.extraction.mentions [--count 300]

Reads letters put together from sentences that the pipeline was not trained on, a third of whose firms bear no legal
form. A name is found when a mention holds it or is held by it; a mention that meets no name is a wrong one.
"""

from __future__ import annotations

import argparse
import textwrap

from docvalidate.domain.fields import PARTIES
from docvalidate.domain.page import Page
from docvalidate.extraction.language.names import ORGANISATION, OTHER_VESSEL, Language
from docvalidate.extraction.layout import lay_out
from docvalidate.extraction.mentions import mentions_in
from docvalidate.reading.plain import LINE_HEIGHT, MARGIN, line_words
from tools.training.language.letters import letters
from tools.training.language.text import Text

NAMES = frozenset({*PARTIES, ORGANISATION, OTHER_VESSEL, "vessel"})
SEED = 291_007


def page_of(text: Text) -> Page:
    """A text as a plain page of ninety columns."""
    lines = [line for part in text.text.split("\n") for line in textwrap.wrap(part, 90)]
    words = [word for row, line in enumerate(lines) for word in line_words(line, MARGIN, MARGIN + row * LINE_HEIGHT)]
    return Page(1, 612.0, 2 * MARGIN + LINE_HEIGHT * len(lines), words, source="plain")


def key(name: str) -> str:
    """A name without signs."""
    return "".join(filter(str.isalnum, name.casefold()))


def measure(texts: list[Text], language: Language | None) -> tuple[int, int, int]:
    """(names due, names found, mentions that are no name)."""
    due_all = found_all = wrong = 0
    for text in texts:
        due = {key(text.text[start:end]) for start, end, label in text.entities if label in NAMES}
        language = Language(language.where) if language is not None else None
        page = page_of(text)
        if not page.words:
            continue
        got = {key(one.name) for one in mentions_in([lay_out(page)], (), language)}
        due_all += len(due)
        found_all += sum(any(len(one) > 4 and (one in name or name in one) for one in got) for name in due)
        wrong += sum(not any(one in name or name in one for name in due) for one in got)
    return due_all, found_all, wrong


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=300)
    options = parser.parse_args()
    texts = list(letters(options.count, SEED, "test"))
    print("| names in running text | due | found | wrong |\n|---|---|---|---|")
    for title, language in (("forms and cues", None), ("+ language", Language("language"))):
        due, found, wrong = measure(texts, language)
        print(f"| {title} | {due:,} | {found / due:.3f} | {wrong:,} |")


if __name__ == "__main__":
    main()
