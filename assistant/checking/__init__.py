"""Check a text of anyone's making against the documents: every figure and every quotation in it, with its source.

claims.py reads what the text claims, candidates.py finds what the documents say of the same thing, verdict.py compares the
two, quotations.py looks quotations up; draft.py goes through a whole text, render.py and save.py show what came of it.
"""
