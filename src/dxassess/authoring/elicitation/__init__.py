"""Weights from experts: a workbook in which each spreads 100 points, and what many of them say together
(budget allocation, method.md §13)."""
