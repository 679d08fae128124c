"""The sample corpus: documents of an invented city, gold questions over them, and the other formats they come in."""
