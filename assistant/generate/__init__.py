"""Answers written by a language model: what it is given, how it is heard, and what of its words may be shown."""
