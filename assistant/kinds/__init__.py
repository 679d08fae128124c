"""Kinds of answer: one file a kind, each from a question and its evidence to points."""
