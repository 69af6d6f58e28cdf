"""Reading modalities resolutions: the real ones beside the checkout, in six languages."""
