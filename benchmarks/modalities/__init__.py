"""Reading modalities resolutions: the real ones beside the checkout, in six languages."""

from benchmarks.modalities.reading import figures

__all__ = ["figures"]
