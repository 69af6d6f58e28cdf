"""The embedded database: Django's backend for SQLite, on a library of our choosing and with one writer at a time."""
