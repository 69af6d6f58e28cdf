"""Keeping an installation: saved, brought back, and moved, whole or not at all."""
