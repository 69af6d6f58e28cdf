"""Akoma Ntoso 3.0, and its use by the United Nations (AKN4UN)."""
