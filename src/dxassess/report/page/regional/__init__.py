"""The report of all provinces side by side."""
