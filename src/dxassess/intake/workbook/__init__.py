"""A file to sheets of cells, safely: guards, readers, encodings."""
