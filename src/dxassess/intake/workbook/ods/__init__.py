"""ODS: what stands beside the values of its cells, which calamine reads."""
