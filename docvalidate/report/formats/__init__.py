"""A report format a file; `docvalidate.report.formats()` finds them by their names."""
