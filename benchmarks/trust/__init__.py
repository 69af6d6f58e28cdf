"""The drills of trust; each is one command too: `python -m benchmarks.trust.NAME`."""
