"""Figures of Travaux, each beside a named peer's from the same run: `./run bench [name]`."""
