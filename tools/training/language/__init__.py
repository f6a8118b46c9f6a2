"""Training of the spaCy pipeline that names things in running text."""
