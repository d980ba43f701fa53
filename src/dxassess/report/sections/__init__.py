"""One question of the reader a module: the sections of a report."""
