"""Documents in and out, measured."""
