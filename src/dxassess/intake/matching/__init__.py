"""Cells to items: layouts, codes, wordings, whose answers they are."""
