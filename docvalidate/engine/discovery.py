"""Finds the files of a run and keeps them by folder. Looks at names only: what a file is, a worker finds out."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from docvalidate.domain.errors import UsageError

IGNORED_NAMES = frozenset({"thumbs.db", "desktop.ini", "__macosx"})


@dataclass(frozen=True)
class Folder:
    """A folder that directly holds files. `name` is its path below the PATH of the command, with `/`."""

    name: str
    path: Path
    files: tuple[Path, ...]


@dataclass(frozen=True)
class Tree:
    """A folder that directly holds files, and all folders with files below it: they are judged together.

    Above it no folder holds a file, so no shipment reaches over its edge.
    """

    root: Path
    """The PATH of the command that it was found under."""
    folders: tuple[Folder, ...]
    """The topmost first; each parent before its children."""

    @property
    def files(self) -> Iterator[tuple[Folder, Path]]:
        for folder in self.folders:
            for file in folder.files:
                yield folder, file


def discover(paths: Sequence[Path]) -> tuple[list[Tree], list[str]]:
    """The trees under the given folders; files given by themselves form one shipment a folder.

    The second list holds a sentence for each path that does not exist, cannot be listed, or holds no file.
    """
    trees: list[Tree] = []
    problems: list[str] = []
    loose: dict[Path, list[Path]] = {}
    once: dict[str, Path] = {}
    for path in paths:
        once.setdefault(os.path.realpath(path), path)
    for path in once.values():
        try:
            if path.is_dir():
                found = list(_trees(path))
                if not found:
                    raise UsageError(f"{path}: this folder holds no file.")
                trees += found
            elif path.is_file():
                loose.setdefault(path.parent, []).append(path)
            else:
                raise UsageError(f"{path}: there is no such file or folder.")
        except UsageError as error:
            problems.append(str(error))
    for parent, files in loose.items():
        name = readable(parent.resolve().name or files[0].stem)
        trees.append(Tree(files[0], (Folder(name, parent, tuple(sorted(files, key=_natural))),)))
    return _with_unlike_names(trees), problems


def shown(path: Path) -> str:
    """The file's name as results print it: bytes of it that are no UTF-8 are replaced."""
    return readable(path.name)


def readable(name: str) -> str:
    """A file system's name as text: bytes of it that are no UTF-8 are replaced."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _trees(root: Path) -> Iterator[Tree]:
    """Descends until folders hold files; whole folders with files become trees."""
    pending = [root]
    while pending:
        folder = pending.pop()
        files, folders = _listing(folder)
        if files:
            yield Tree(root, tuple(_below(root, folder)))
        else:
            pending += reversed(folders)


def _below(root: Path, folder: Path) -> Iterator[Folder]:
    files, folders = _listing(folder)
    if files:
        name = readable(folder.relative_to(root).as_posix())
        yield Folder(readable(root.resolve().name) if name == "." else name, folder, tuple(files))
    for inner in folders:
        yield from _below(root, inner)


def _listing(folder: Path) -> tuple[list[Path], list[Path]]:
    """Files and sub-folders in natural order; hidden ones, office lock files and linked folders are left out."""
    files, folders = [], []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith((".", "~$")) or entry.name.casefold() in IGNORED_NAMES:
                    continue
                if entry.is_dir(follow_symlinks=False):
                    folders.append(folder / entry.name)
                elif entry.is_file():
                    files.append(folder / entry.name)
    except OSError as error:
        raise UsageError(f"{folder}: this folder cannot be listed ({error.strerror}).") from None
    return sorted(files, key=_natural), sorted(folders, key=_natural)


def _natural(path: Path) -> tuple[list[tuple[int, int | str]], str]:
    """S2 before S10, and always the same order."""
    parts = re.split(r"(\d+)", path.name.casefold())
    return [(0, int(part)) if part.isdecimal() else (1, part) for part in parts if part], path.name


def _with_unlike_names(trees: Iterable[Tree]) -> list[Tree]:
    """Two PATHs that each hold an `S1` give `a/S1` and `b/S1`."""
    trees = list(trees)
    names = [folder.name for tree in trees for folder in tree.folders]
    if len(set(names)) == len(names):
        return trees
    doubled = {name for name, count in Counter(names).items() if count > 1}
    taken: dict[str, int] = {}

    def told_apart(folder: Folder) -> Folder:
        if folder.name not in doubled:
            return folder
        parts = folder.path.resolve().parts
        depth = len(Path(folder.name).parts)
        name = readable("/".join(parts[-depth - 1 :]))
        taken[name] = taken.get(name, 0) + 1
        return Folder(name if taken[name] == 1 else f"{name} ({taken[name]})", folder.path, folder.files)

    return [replace(tree, folders=tuple(told_apart(folder) for folder in tree.folders)) for tree in trees]
