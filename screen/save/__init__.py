"""Answers and checked texts as files to take away."""
