"""`docvalidate extract`: the extraction alone, no checks."""

from __future__ import annotations

import sys

import typer

from docvalidate.cli import options as o
from docvalidate.cli.guarded import CLEAN, INCOMPLETE, USAGE, say
from docvalidate.cli.progress import progress


def extract(
    paths: o.Paths,
    format: o.Formats = None,
    output: o.Output = None,
    pipeline: o.PipelineName = "us-entry",
    jobs: o.Jobs = None,
    quiet: o.Quiet = False,
    verbose: o.Verbose = 0,
) -> None:
    """Read the papers under PATH and print what they say, without checking it."""
    o.set_up_logging(quiet, verbose)
    from docvalidate import report
    from docvalidate.cli.output import choose
    from docvalidate.config.load import load_pipeline
    from docvalidate.engine.batch import extract_paths
    from docvalidate.engine.context import Settings

    target = choose(format, output, report.extract_formats(), report.filename)
    settings = Settings(load_pipeline(pipeline))
    with progress(quiet, "reading") as advance:
        batch = extract_paths(paths, settings, jobs=jobs, progress=advance)
    with batch:
        for problem in batch.problems:
            say(problem)
        if not (batch.result.documents or batch.result.failures) and batch.problems:
            raise typer.Exit(USAGE)
        facts = report.ReportOptions(locate=batch.locate, details=verbose > 0)
        for path in target.write(
            lambda name, stream: report.write_extract(name, batch.result, stream, facts), batch.files.values()
        ):
            if not quiet:
                print(f"Written: {path}", file=sys.stderr)
    raise typer.Exit(USAGE if batch.problems else INCOMPLETE if batch.result.failures else CLEAN)
