"""`python -m docvalidate` is `docvalidate`."""

from docvalidate.cli import main

main()
