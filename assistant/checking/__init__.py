"""Check a text of anyone's making against the documents: every figure and every quotation in it, with its source.

claims.py reads what the text claims, candidates.py finds what the documents say of the same thing, agreement.py says whether
one of these states it, verdict.py decides, derive.py computes what follows from others. near_quotes.py holds statements
against what they nearly quote, readings.py what stands in brackets against the figure before it, quotations.py looks
quotations up; draft.py goes through a whole text, render.py and save.py show what came of it.
"""
