"""From facilities to provinces: standardisation, coverage, sampling intervals."""
