"""Measures: one idea a file, each from the outcome of a question to a number."""
