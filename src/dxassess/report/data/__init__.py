"""The round as data for other programs: the published JSON and tidy tables with a codebook."""
