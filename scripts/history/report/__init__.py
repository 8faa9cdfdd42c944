"""The change log in words and tables: what was asked for, how it is told, what is flagged."""
