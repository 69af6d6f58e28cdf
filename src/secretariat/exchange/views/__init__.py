"""Pages on which a text is taken along, and brought back."""
