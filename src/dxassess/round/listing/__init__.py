"""A register from any list: columns by meaning, values as people write them, every doubt with its remedy."""
