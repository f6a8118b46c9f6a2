"""Pipeline files, shipped data and where the tool keeps its state. Knows the domain and nothing above it."""
