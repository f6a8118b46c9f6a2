"""Papers that lie together with a batch of entries: who belongs to whom, by invoice number, bill and container."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from docvalidate.domain.document import Document
from docvalidate.domain.entry import EntrySummary

Key = tuple[str, str]
"""A kind of number and its letters and digits: ("invoice", "CI20260114")."""


SHORTEST = 5
"""Letters and digits that a number must have to be looked for in a file's name."""


@dataclass(frozen=True)
class Pairing:
    """The papers of each entry, in the order of the entries, and those that fit none or more than one."""

    papers: list[list[Document]]
    left: list[Document]


def pair(documents: Sequence[Document], entries: Sequence[EntrySummary]) -> Pairing:
    """Each paper goes to the entry that it shares a number with, directly or through another paper.

    A packing list that names only the invoice follows that invoice; a bill that names only a container follows the
    packing list with that container. A number that several entries share (one bill over many entries) does not decide.
    """
    owners = _owners(entries)
    keys = [set(_paper_keys(document)) for document in documents]
    home: dict[int, int] = {}
    while True:
        found = {
            index: owner
            for index, held in enumerate(keys)
            if index not in home and (owner := _only({owners[key] for key in held if key in owners})) is not None
        }
        if not found:
            break
        home |= found
        for key in {key for index in found for key in keys[index]} - owners.keys():
            users = {home[index] for index, held in enumerate(keys) if key in held and index in home}
            owner = _only(users)
            if owner is not None:
                owners[key] = owner
    papers: list[list[Document]] = [[] for _ in entries]
    for index, entry in home.items():
        papers[entry].append(documents[index])
    order = {id(document): index for index, document in enumerate(documents)}
    for held_papers in papers:
        held_papers.sort(key=lambda document: order[id(document)])
    return Pairing(papers, [document for index, document in enumerate(documents) if index not in home])


def named_by(file: str, entries: Sequence[EntrySummary]) -> list[int]:
    """The entries whose number, invoice, bill or container stands in the name of a file."""
    name = _plain(file)
    return [
        index
        for index, entry in enumerate(entries)
        if any(len(number) >= SHORTEST and number in name for _, number in _entry_keys(entry))
        or (entry.entry_number and _plain(entry.entry_number) in name)
    ]


def _owners(entries: Sequence[EntrySummary]) -> dict[Key, int]:
    """The entry of each number that only one entry names."""
    holders: dict[Key, set[int]] = {}
    for index, entry in enumerate(entries):
        for key in _entry_keys(entry):
            holders.setdefault(key, set()).add(index)
    return {key: next(iter(found)) for key, found in holders.items() if len(found) == 1}


def _only(found: set[int]) -> int | None:
    return next(iter(found)) if len(found) == 1 else None


def _entry_keys(entry: EntrySummary) -> Iterator[Key]:
    for invoice in entry.invoices or ():
        yield "invoice", _plain(invoice.number)
    for line in entry.lines:
        if line.invoice_number:
            yield "invoice", _plain(line.invoice_number)
    for bill in entry.bills_of_lading or ():
        yield from _bill_keys(bill)
    for container in entry.containers or ():
        yield "container", _plain(container)


def _paper_keys(document: Document) -> Iterator[Key]:
    for name, kind in (("invoice_number", "invoice"), ("bill_of_lading_number", "bill")):
        value = document.get(name)
        if value is not None and _plain(value.text):
            yield from _bill_keys(value.text) if kind == "bill" else [(kind, _plain(value.text))]
    containers = document.get("container_numbers")
    for container in containers.items if containers is not None else ():
        yield "container", _plain(container)


def _bill_keys(number: str) -> Iterator[Key]:
    """A bill with and without the carrier's code in front: MAEU982686090 is 982686090."""
    plain = _plain(number)
    yield "bill", plain
    if re.match(r"[A-Z]{4}\d{5,}", plain):
        yield "bill", plain[4:]


def _plain(number: str) -> str:
    return re.sub(r"[^0-9A-Z]", "", number.upper())
