"""Pages of registration: of those who name people, of the secretariat, of the door."""
