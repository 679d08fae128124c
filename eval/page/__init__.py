"""A run as a page to hand on: one HTML file with plots, readable on the first screen, and a summary in Markdown."""
