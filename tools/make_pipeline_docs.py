"""Writes docs/pipelines.md from the model of a pipeline file; a test holds the two together."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from docvalidate.config.load import load_pipeline, shipped_names
from docvalidate.config.pipeline import Pipeline

PAGE = Path(__file__).parents[1] / "docs" / "pipelines.md"
HEAD = """# Pipeline files

A pipeline file says what is checked and how strictly. It is TOML; every setting has a default, so a file holds only
what it changes:

```toml
extends = "us-entry"            # a pipeline that comes with the tool, or a file: "./house.toml"

[rules]
ignore = ["mid-mismatch"]

[rules.severity]
gross-weight-mismatch = "error"

[tolerances]
gross_weight = 0.05
```

`docvalidate run PATH --pipeline client.toml` uses it; `docvalidate config show client.toml` prints every setting with
its value and the file it comes from. An unknown key is an error that names the nearest known one. A list replaces the
list of the file that is extended. `--select` and `--ignore` replace `rules.select` and `rules.ignore`.

"""


def page() -> str:
    """The whole page."""
    parts = [HEAD, "## Pipelines that come with the tool\n\n| name | what it is for |\n|---|---|\n"]
    parts += [f"| `{name}` | {load_pipeline(name).pipeline.description} |\n" for name in shipped_names()]
    top = [(name, field) for name, field in Pipeline.model_fields.items() if not _section(field.annotation)]
    parts.append("\n## Settings\n\n| key | default | meaning |\n|---|---|---|\n")
    parts += [_row(name, field.default, field.description) for name, field in top]
    for name, field in Pipeline.model_fields.items():
        if section := _section(field.annotation):
            parts.append(f"\n### `[{name}]`\n\n{_first(section)}\n\n| key | default | meaning |\n|---|---|---|\n")
            parts += [_row(key, one.default, one.description) for key, one in section.model_fields.items()]
    return "".join(parts)


def _section(annotation: Any) -> type[BaseModel] | None:
    return annotation if isinstance(annotation, type) and issubclass(annotation, BaseModel) else None


def _first(section: type[BaseModel]) -> str:
    return (section.__doc__ or "").strip().splitlines()[0]


def _row(key: str, default: Any, meaning: str | None) -> str:
    value = f"{default:f}" if isinstance(default, Decimal) else json.dumps(default)
    return f"| `{key}` | `{value}` | {' '.join((meaning or '').split())} |\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
