"""What is asked: questionnaires as immutable, checked data."""
