"""Sweeps: a gold set asked under many settings, from one small TOML file."""
