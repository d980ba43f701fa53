"""XLSX to sheets of cells, by the format's own rules: relationships, namespaces, each cell once."""
