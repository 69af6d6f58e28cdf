"""The pages of the room screen."""
