"""Git to versions to changes: every change of every record, read once and kept."""
