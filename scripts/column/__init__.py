"""The public column's own rules: which piece has passed its reviews and may be published on a day."""
