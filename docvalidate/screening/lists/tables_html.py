"""Rows of the tables in a saved web page (publishers that offer no file: DHS, CBP)."""

from __future__ import annotations

from html.parser import HTMLParser


class _Tables(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self._cell: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self._cell = []
        elif tag in ("br", "p", "li") and self._cell is not None:
            self._cell.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th") and self._cell is not None:
            if not self.rows:
                self.rows.append([])
            self.rows[-1].append(" ".join("".join(self._cell).split()))
            self._cell = None

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)


def table_rows(html: str) -> list[list[str]]:
    """Cells of every table row in the page, headers included, in order; scripts and markup dropped.

    >>> table_rows("<table><tr><th>A<td>ignored</th></tr><tr><td>x</td><td>y</td></tr></table>")[-1]
    ['x', 'y']
    """
    parser = _Tables()
    parser.feed(html)
    parser.close()
    return [row for row in parser.rows if any(row)]
