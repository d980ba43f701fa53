"""Files on disk: whole writing, YAML, resources, templates, text that would run in a spreadsheet."""
