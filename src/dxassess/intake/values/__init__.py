"""The text of a cell to a typed value: options, numbers, dates."""
