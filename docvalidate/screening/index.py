"""The index of all lists held: candidates by trigrams, each scored, the best decided on and explained."""

from __future__ import annotations

import json
import mmap
import sqlite3
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from docvalidate.screening.decision import LARGEST_GAIN, Corroboration, Thresholds, corroborate, decide, explain
from docvalidate.screening.index_build import INDEX_FORMAT, PERSONS, SHIPS
from docvalidate.screening.matching import Listed, NameScore, Query, prepare_listed, prepare_query, score
from docvalidate.screening.meanings import meaning_of
from docvalidate.screening.names import TokenWeights
from docvalidate.screening.ownership import ownership_sentences
from docvalidate.screening.trigrams import trigram_keys
from docvalidate.screening.types import ListEntity, Match
from docvalidate.screening.wire import entity_from_dict

BY_LIKENESS = 10
BY_CONTAINMENT = 5
BY_OVERLAP = 3
BY_COVER = 3
"""Candidates taken from each of four orders: by cosine, by share of the listed name, by what is shared at all, and by
share of the listed name more than by size (a short name in a long line)."""
READINGS_SEARCHED = 3
LEAST_SHARE = 0.36
"""A name that shares less than this of the trigrams' weight, of its own and of the text's, is not looked at. Among
changed listed names that are found, none shares less than .43."""
TRIGRAMS_ASKED = 24
_GRAVITY = {"error": 0, "warning": 1, "info": 2}
_CACHE = 20_000
_ENTITIES_CACHED = 2_000


class ListIndex:
    """All lists held, ready to be asked. Opening reads a few small files; the rest is memory-mapped.

    Safe to open in several processes at once (they share the mapped pages); not shared between threads.
    """

    def __init__(self, folder: Path) -> None:
        about = json.loads((folder / "versions.json").read_text(encoding="utf-8"))
        if about["format"] != INDEX_FORMAT:
            raise ValueError(f"{folder}: index of format {about['format']}, this version reads {INDEX_FORMAT}")
        self.folder = folder
        self.versions: list[dict[str, Any]] = about["versions"]
        """For every list held: `list`, `publisher`, `date`, `entries`, and how old it is."""
        self.name_count = int(about["names"])
        self.entity_count = int(about["entities"])
        self._offsets = _mapped(folder / "trigram_offsets.npy")
        self._postings = _mapped(folder / "trigram_names.npy")
        self._rarity: npt.NDArray[np.float32] = np.load(folder / "trigram_rarity.npy")
        norms = np.load(folder / "name_norms.npy")
        self._by_norm = (1.0 / norms).astype(np.float32)
        self._by_root = np.sqrt(self._by_norm)
        self._name_offsets = _mapped(folder / "name_offsets.npy")
        self._kinds = np.load(folder / "name_kinds.npy")
        with (folder / "name_texts.bin").open("rb") as file:
            size = (folder / "name_texts.bin").stat().st_size
            self._texts: mmap.mmap | bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if size else b""
        self._listed: dict[int, Listed] = {}
        self._entities: dict[int, tuple[ListEntity, str]] = {}

    @cached_property
    def weights(self) -> TokenWeights:
        """How much each word tells, on these lists and in trade."""
        counts: dict[str, int] = {}
        for line in (self.folder / "tokens.txt").read_text(encoding="ascii").splitlines():
            word, _, count = line.partition(" ")
            counts[word] = int(count)
        return TokenWeights(counts, max(1, self.entity_count))

    @cached_property
    def _database(self) -> sqlite3.Connection:
        return sqlite3.connect(
            f"file:{self.folder / 'entities.sqlite'}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )

    def screen(
        self,
        name: str,
        address: str | None = None,
        country: str | None = None,
        limit: int = 10,
        thresholds: Thresholds | None = None,
        identifiers: dict[str, str] | None = None,
    ) -> list[Match]:
        """Listed entities that the party may be, best first, at most one match an entity.

        `country` is ISO 3166-1 alpha-2. `identifiers` maps `imo`, `uscc`, `registration`, ... to numbers of the party;
        an equal number is a match whatever the name. Only decisions of `thresholds.least` and better are returned.
        """
        thresholds = thresholds or Thresholds()
        found: dict[int, Match] = {}
        for kind, number in (identifiers or {}).items():
            for entity_number in self._with_identifier(kind, number):
                found[entity_number] = self._match_by_identifier(entity_number, kind, number)
        query = prepare_query(name, self.weights)
        if query.prepared:
            scored = [
                (s, form)
                for form, places in self.candidates(query).items()
                if (s := score(query, self.listed_name(form), self.weights, places))
            ]
            scored.sort(key=lambda item: -item[0].score)
            for name_score, form in scored:
                if name_score.score < thresholds.weak - LARGEST_GAIN:
                    break
                if len(found) >= limit and name_score.score + LARGEST_GAIN < min(
                    match.score for match in found.values()
                ):
                    break  # nothing behind can come into the answer
                self._collect(query, name_score, form, address, country, thresholds, found)
        ranked = sorted(
            found.values(),
            key=lambda match: (-match.score, _GRAVITY[match.meaning.severity], match.list, match.entity_id),
        )
        return ranked[:limit]

    def best_score(self, name: str) -> tuple[float, int]:
        """The score of the nearest listed name and its number; (0, -1) where nothing is near. For measurements."""
        query = prepare_query(name, self.weights)
        best = (0.0, -1)
        for form, places in self.candidates(query).items():
            result = score(query, self.listed_name(form), self.weights, places)
            if result is not None and result.score > best[0]:
                best = (result.score, form)
        return best

    def candidates(self, query: Query) -> dict[int, list[int]]:
        """Numbers of the listed names that share most with a reading, each with the places of those readings.

        Only so many readings are searched for; the others, which are parts of those, are scored with all that was
        found.
        """
        out: dict[int, list[int]] = {}
        seen: dict[str, list[int]] = {}
        unsearched: list[int] = []
        for place, prepared in enumerate(query.prepared):
            joined = prepared.name.joined
            if joined not in seen:
                if len(seen) >= READINGS_SEARCHED:
                    unsearched.append(place)
                    continue
                seen[joined] = self._search(joined)
            for number in seen[joined]:
                out.setdefault(number, []).append(place)
        if unsearched:
            for found_by in out.values():
                found_by.extend(unsearched)
        return out

    def _search(self, joined: str) -> list[int]:
        if not self.name_count:
            return []
        shared = np.zeros(self.name_count, np.float32)
        postings = self._postings
        keys = np.fromiter(trigram_keys(joined), np.int64)
        rarities = self._rarity[keys]
        if len(keys) > TRIGRAMS_ASKED:
            # The commonest trigrams of a long text (`tra`, `ing`) cost most and tell least.
            keep = np.argpartition(-rarities, TRIGRAMS_ASKED)[:TRIGRAMS_ASKED]
            keys, rarities = keys[keep], rarities[keep]
        starts, ends = self._offsets[keys].tolist(), self._offsets[keys + 1].tolist()
        for start, end, rarity in zip(starts, ends, rarities.tolist(), strict=True):
            if end > start:
                shared[postings[start:end]] += rarity
        top = float(shared.max())
        if top <= 0.0:
            return []
        near = np.flatnonzero(shared > 0.25 * top)
        overlap = shared[near]
        asked = float(rarities.sum()) or 1.0
        of_listed = overlap * self._by_norm[near]
        hopeful = np.maximum(of_listed, overlap / asked) >= LEAST_SHARE
        near, overlap, of_listed = near[hopeful], overlap[hopeful], of_listed[hopeful]
        out = _best(near, overlap * self._by_root[near], BY_LIKENESS)
        out += _best(near, overlap * of_listed, BY_CONTAINMENT)
        out += _best(near, overlap, BY_OVERLAP)
        out += _best(near, of_listed * np.sqrt(overlap), BY_COVER)
        return list(dict.fromkeys(out))

    def listed_name(self, form: int) -> Listed:
        """A listed name by its number, ready to be scored."""
        known = self._listed.get(form)
        if known is None:
            if len(self._listed) > _CACHE:
                self._listed.clear()
            text = self._texts[self._name_offsets[form] : self._name_offsets[form + 1]].decode("ascii")
            core, _, run = text.partition("\t")
            known = prepare_listed(
                tuple(core.split()),
                tuple(run.split()),
                self.weights,
                persons_only=self._kinds[form] == PERSONS,
                ships_only=self._kinds[form] == SHIPS,
            )
            self._listed[form] = known
        return known

    def entity(self, number: int) -> tuple[ListEntity, str]:
        """An entity by its number in this index, with its fingerprint."""
        known = self._entities.get(number)
        if known is None:
            if len(self._entities) > _ENTITIES_CACHED:
                self._entities.clear()
            row = self._database.execute("select body, fingerprint from entity where id = ?", (number,)).fetchone()
            known = self._entities[number] = (entity_from_dict(json.loads(row[0])), row[1])
        return known

    def find(self, list_name: str, entity_id: str) -> ListEntity | None:
        """An entity by list and the list's own id."""
        row = self._database.execute(
            "select body from entity where list = ? and entity_id = ?", (list_name, entity_id)
        ).fetchone()
        return entity_from_dict(json.loads(row[0])) if row else None

    def names_of(self, form: int) -> list[tuple[int, str, str]]:
        """(entity number, printed name, quality) of everyone who bears a listed name."""
        return list(self._database.execute("select entity, text, quality from name where form = ?", (form,)))

    def _with_identifier(self, kind: str, number: str) -> list[int]:
        value = "".join(filter(str.isalnum, number)).upper()
        if len(value) < 5:
            return []
        rows = self._database.execute("select entity from identifier where kind = ? and value = ?", (kind, value))
        return [row[0] for row in rows]

    def _match_by_identifier(self, number: int, kind: str, value: str) -> Match:
        entity, fingerprint = self.entity(number)
        reason = f"the {kind.upper() if len(kind) <= 4 else kind} number {value} is that of the listed entry"
        return self._make_match(entity, fingerprint, entity.names[0].text, "strong", 1.0, "match", [reason])

    def _collect(
        self,
        query: Query,
        name_score: NameScore,
        form: int,
        address: str | None,
        country: str | None,
        thresholds: Thresholds,
        found: dict[int, Match],
    ) -> None:
        for number, text, quality in self.names_of(form):
            before = found.get(number)
            if before is not None and before.score >= min(1.0, name_score.score + LARGEST_GAIN):
                continue
            entity, fingerprint = self.entity(number)
            support: Corroboration = corroborate(entity, address, country)
            value, decision, reasons = decide(name_score.score, quality, support, thresholds, entity)
            if not thresholds.shows(decision):
                continue
            if before is not None and before.score >= value:
                continue
            reasons = explain(query, name_score, text) + reasons
            found[number] = self._make_match(entity, fingerprint, text, quality, value, decision, reasons)

    def _make_match(
        self,
        entity: ListEntity,
        fingerprint: str,
        text: str,
        quality: str,
        value: float,
        decision: Any,
        reasons: list[str],
    ) -> Match:
        return Match(
            entity_id=entity.entity_id,
            list=entity.list,
            name=entity.names[0].text,
            matched_name=text,
            score=round(value, 4),
            decision=decision,
            programs=entity.programs,
            explanation=reasons,
            meaning=meaning_of(entity),
            entity_type=entity.entity_type,
            quality=quality,  # type: ignore[arg-type]
            addresses=entity.addresses,
            countries=entity.countries,
            merchandise=entity.merchandise,
            status=entity.status,
            entry_fingerprint=fingerprint,
            ownership=ownership_sentences(entity),
            identifiers=entity.identifiers,
            owners=entity.owners,
            remarks=entity.remarks,
        )


def _mapped(path: Path) -> npt.NDArray[Any]:
    """A memory-mapped array as a plain one: `np.memmap` itself costs a microsecond and more at every slice."""
    return np.load(path, mmap_mode="r").view(np.ndarray)  # type: ignore[no-any-return]


def _best(numbers: npt.NDArray[np.int64], values: npt.NDArray[np.float32], count: int) -> list[int]:
    if len(numbers) > count:
        numbers = numbers[np.argpartition(-values, count)[:count]]
    return [int(number) for number in numbers]
