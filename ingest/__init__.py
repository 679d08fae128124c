"""From a file to passages: read, mend the layout, read the figures, cut."""
