"""A spaCy pipeline that names parties, places, figures and goods in running text. Asked only in doubt."""
