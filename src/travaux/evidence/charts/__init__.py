"""Charts as SVG that can be read without seeing it: a title, a description, and the table behind it."""
