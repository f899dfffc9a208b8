"""Spreadsheets that people hand in, read cell by cell, and never guessed at."""
