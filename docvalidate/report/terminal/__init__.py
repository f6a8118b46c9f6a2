"""How results look in a terminal, with rich: consoles, findings, documents."""
