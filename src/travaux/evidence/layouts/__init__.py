"""Loaders for the layouts in which offices publish."""
