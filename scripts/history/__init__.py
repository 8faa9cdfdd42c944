"""The only caller of git. Today: which commit is built, and is the tree clean."""
