"""Builds the index of all lists held: one folder of small arrays and a SQLite file, made once per set of versions.

The arrays are opened memory-mapped, so that several processes share one copy: trigram postings, the tokens of every
distinct name, and how many names hold a token. Entities lie in SQLite and are read only for what matched.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from docvalidate.screening.folding import fold_tokens
from docvalidate.screening.matching import run_tokens
from docvalidate.screening.names import core_tokens
from docvalidate.screening.trigrams import KEYS, trigram_keys
from docvalidate.screening.types import ListEntity
from docvalidate.screening.wire import entity_fingerprint, entity_to_dict

INDEX_FORMAT = 24
"""Raised whenever folding, tokens or files change: an index of another format is built anew."""

PERSONS, SHIPS = 1, 2
KINDS = {"Individual": PERSONS, "Vessel": SHIPS, "Aircraft": SHIPS}
"""Kinds of entity whose names a company's name is not, unless a company bears the same."""


def build_index(folder: Path, lists: Iterable[tuple[dict[str, Any], Iterable[ListEntity]]]) -> None:
    """Writes the index of the lists into `folder`, by way of a folder beside it, so that readers never see half of one.

    `lists`: for every list its version record (`list`, `publisher`, `date`, `entries`, ...) and its entities.
    """
    building = folder.with_name(folder.name + ".building")
    shutil.rmtree(building, ignore_errors=True)
    building.mkdir(parents=True)
    database = sqlite3.connect(building / "entities.sqlite")
    database.executescript(
        "create table entity (id integer primary key, list text, entity_id text, type text, body text,"
        " fingerprint text);"
        "create table name (form integer, entity integer, text text, quality text);"
        "create table identifier (kind text, value text, entity integer);"
        "create table owner (entity integer, name text);"
    )
    forms: dict[tuple[tuple[str, ...], tuple[str, ...]], int] = {}
    kinds: list[int] = []
    token_counts: Counter[str] = Counter()
    versions: list[dict[str, Any]] = []
    merged: dict[tuple[str, str], ListEntity] = {}
    for version, entities in lists:
        versions.append(version)
        for entity in entities:
            # One entry can come from two files (OFAC's own and the CSL): its names and addresses are put together.
            known = merged.setdefault((entity.list, entity.entity_id), entity)
            if known is not entity:
                merge_into(known, entity)
    for number, entity in enumerate(merged.values(), start=1):
        _add_entity(database, number, entity, forms, kinds, token_counts)
    number = len(merged)
    database.executescript(
        "create index name_form on name (form); create index name_entity on name (entity);"
        "create index identifier_value on identifier (kind, value);"
        "create index entity_key on entity (list, entity_id);"
    )
    database.commit()
    database.close()
    _write_arrays(building, list(forms), kinds, token_counts)
    (building / "versions.json").write_text(
        json.dumps({"format": INDEX_FORMAT, "names": len(forms), "entities": number, "versions": versions}),
        encoding="utf-8",
    )
    retired = folder.with_name(folder.name + ".retired")
    shutil.rmtree(retired, ignore_errors=True)
    if folder.exists():
        folder.rename(retired)
    building.rename(folder)
    shutil.rmtree(retired, ignore_errors=True)


def merge_into(known: ListEntity, other: ListEntity) -> None:
    """Adds what another file says of the same entry; the file that was there first goes before where they differ."""
    texts = {name.text.casefold() for name in known.names}
    known.names += [name for name in other.names if name.text.casefold() not in texts]
    for field in ("programs", "addresses", "countries"):
        mine = getattr(known, field)
        mine += [value for value in getattr(other, field) if value not in mine]
    known.identifiers = {**other.identifiers, **known.identifiers}
    owners = {owner.name for owner in known.owners}
    known.owners += [owner for owner in other.owners if owner.name not in owners]
    known.merchandise = known.merchandise or other.merchandise
    known.status = known.status or other.status
    known.date_added = known.date_added or other.date_added


def _add_entity(
    database: sqlite3.Connection,
    number: int,
    entity: ListEntity,
    forms: dict[tuple[tuple[str, ...], tuple[str, ...]], int],
    kinds: list[int],
    token_counts: Counter[str],
) -> None:
    database.execute(
        "insert into entity values (?, ?, ?, ?, ?, ?)",
        (
            number,
            entity.list,
            entity.entity_id,
            entity.entity_type,
            json.dumps(entity_to_dict(entity), ensure_ascii=False),
            entity_fingerprint(entity),
        ),
    )
    for kind, value in entity.identifiers.items():
        for part in value.split("; "):
            database.execute(
                "insert into identifier values (?, ?, ?)", (kind, "".join(filter(str.isalnum, part)).upper(), number)
            )
    if entity.entity_type == "Goods":
        return  # an order on goods of a region: no party bears its name
    bearer = KINDS.get(entity.entity_type, 0)
    seen: set[int] = set()
    words: set[str] = set()
    for name in entity.names:
        tokens = fold_tokens(name.text)
        core, _ = core_tokens(tokens)
        if not core:
            continue
        words.update(core)
        key = (tuple(core), run_tokens(tokens))
        form = forms.setdefault(key, len(forms))
        if form == len(kinds):
            kinds.append(bearer)
        kinds[form] = bearer if kinds[form] == bearer else 0
        if form not in seen:
            seen.add(form)
            database.execute("insert into name values (?, ?, ?, ?)", (form, number, name.text, name.quality))
    # Counted by entity: the ten aliases of one company do not make its name a common word.
    token_counts.update(words)


def _write_arrays(
    folder: Path,
    forms: list[tuple[tuple[str, ...], tuple[str, ...]]],
    kinds: list[int],
    token_counts: Counter[str],
) -> None:
    postings: dict[int, list[int]] = {}
    texts: list[bytes] = []
    cores: list[set[int]] = []
    for number, (core, run) in enumerate(forms):
        of_core = trigram_keys("".join(core))
        for key in of_core | trigram_keys("".join(run)):
            postings.setdefault(key, []).append(number)
        cores.append(of_core)
        texts.append((" ".join(core) + "\t" + " ".join(run)).encode("ascii"))
    offsets = np.zeros(KEYS + 1, np.int64)
    for key, numbers in postings.items():
        offsets[key + 1] = len(numbers)
    offsets = np.cumsum(offsets)
    flat = np.zeros(int(offsets[-1]), np.int32)
    count = max(1, len(forms))
    rarity = np.zeros(KEYS, np.float32)
    norms = np.zeros(len(forms), np.float32)
    for key, numbers in postings.items():
        flat[offsets[key] : offsets[key + 1]] = numbers
        rarity[key] = np.log(1 + count / len(numbers)) ** 2
    for number, of_core in enumerate(cores):
        # Without the legal form: the text's own is taken off before it is searched for.
        norms[number] = rarity[list(of_core)].sum()
    text_offsets = np.concatenate([[0], np.cumsum([len(text) for text in texts])]).astype(np.int64)
    words = sorted(token_counts)
    np.save(folder / "trigram_offsets.npy", offsets)
    np.save(folder / "trigram_names.npy", flat)
    np.save(folder / "trigram_rarity.npy", rarity)
    np.save(folder / "name_norms.npy", np.maximum(norms, 1e-3))
    np.save(folder / "name_offsets.npy", text_offsets)
    np.save(folder / "name_kinds.npy", np.array(kinds, np.uint8))
    (folder / "name_texts.bin").write_bytes(b"".join(texts))
    (folder / "tokens.txt").write_text("\n".join(f"{word} {token_counts[word]}" for word in words), encoding="ascii")
