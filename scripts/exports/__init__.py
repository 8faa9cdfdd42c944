"""A view to the bytes of a file other programs read."""
