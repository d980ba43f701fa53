"""The results as tidy tables for analysts, with a codebook."""
