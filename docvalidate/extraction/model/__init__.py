"""A learned reader of words: what each word of a page is, from its letters and its place. Optional, lazily loaded."""
