"""Figures of the text: reading it, comparing it, finding agreed language, showing it in a room."""
