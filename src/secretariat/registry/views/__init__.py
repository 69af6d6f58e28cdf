"""Pages of the registry: documents, questions to be decided, reminders, a process after the pattern of another."""
