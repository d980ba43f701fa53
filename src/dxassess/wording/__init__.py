"""How things are said: catalogues in Vietnamese and English, and the only place where numbers are rounded."""
