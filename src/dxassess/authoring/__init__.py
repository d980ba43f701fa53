"""For those who write questionnaires: lint, read, compare, edit without YAML, put online."""
