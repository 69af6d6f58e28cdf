"""Drills of what is promised of trust: each is one command, `python -m benchmarks.trust.NAME`."""
