"""A unit's workbook: written for it, and read back as a filing."""
