"""Findings to people: filters and groups, a work list, and every doubtful workbook back to its sender."""
