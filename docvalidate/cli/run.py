"""`docvalidate run`: validates every shipment under the paths."""

from __future__ import annotations

import sys

import typer

from docvalidate.cli import options as o
from docvalidate.cli.guarded import USAGE, say
from docvalidate.cli.progress import progress


def run(
    paths: o.Paths,
    format: o.Formats = None,
    output: o.Output = None,
    pipeline: o.PipelineName = "us-entry",
    as_of: o.AsOf = None,
    jobs: o.Jobs = None,
    fail_on: o.FailOnOption = o.FailOn.error,
    select: o.Select = None,
    ignore: o.Ignore = None,
    quiet: o.Quiet = False,
    verbose: o.Verbose = 0,
) -> None:
    """Validate every shipment under PATH: read, extract, match, screen, check, report."""
    o.set_up_logging(quiet, verbose)
    from docvalidate import report
    from docvalidate.api import Validator
    from docvalidate.cli.output import choose
    from docvalidate.engine.batch import run_paths
    from docvalidate.engine.outcome import exit_code

    target = choose(format, output, report.formats(), report.filename)
    validator = Validator(pipeline, as_of=as_of, select=select or (), ignore=ignore or ())
    with progress(quiet, "reading") as advance:
        batch = run_paths(paths, validator.settings, jobs=jobs, progress=advance)
    with batch:
        for problem in batch.problems:
            say(problem)
        if not batch.result.shipments:
            raise typer.Exit(USAGE)
        facts = report.ReportOptions(locate=batch.locate, details=verbose > 0, fail_on=fail_on.value)
        for path in target.write(
            lambda name, stream: report.write(name, batch.result, stream, facts), batch.files.values()
        ):
            if not quiet:
                print(f"Written: {path}", file=sys.stderr)
    raise typer.Exit(USAGE if batch.problems else exit_code(batch.result.shipments, fail_on.value))
