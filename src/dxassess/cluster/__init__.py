"""A round read by many machines."""
