"""What may be asked of an installation as a whole."""
