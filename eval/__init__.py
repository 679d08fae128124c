"""Evaluation: a gold set of questions in, measures out. Drives the same entry that the chat calls."""
