"""Engines of a multilateral preparatory process: they compute, and remember nothing."""

from importlib.metadata import version

__version__ = version("travaux")
