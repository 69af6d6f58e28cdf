"""Registers of a multilateral preparatory process: they remember, and leave computing to the engines."""
