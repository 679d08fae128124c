"""Proposals for a gold set, out of what the documents and their users say; a person accepts, edits or refuses each."""
