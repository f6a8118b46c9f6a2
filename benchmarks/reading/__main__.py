"""`make bench-reading`: the PDF reader beside pdfplumber. Scans: `make bench-reading-ocr`."""

from benchmarks.reading.text import main

main()
