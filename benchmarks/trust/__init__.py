"""The drills of trust: each breaks something on purpose, counts what was lost, and has a control that must fail."""
