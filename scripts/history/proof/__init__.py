"""Anchors, seals and the ordered list of rules that judge a whole history."""
