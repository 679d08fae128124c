"""Killing a process that writes a library, and looking at what it left."""
