"""The HTML report: one file that needs no network, reads and prints well, and works without JavaScript.

`pictures` fetches page images, sheets and words from a process of its own (`worker`), `view*` prepare plain data,
`templates/` lay it out with every document text escaped, `page` joins the parts under a content security policy.
"""
