"""`python -m benchmarks.screening`: see `run`."""

from benchmarks.screening.run import main

main()
