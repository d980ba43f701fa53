"""A report as a whole: its first page, its order, the index of a round."""
