"""The only caller of git: which commit is built, freezing it, and judging its history.

``freeze.py`` makes seals and anchors; ``verify.py`` holds the ordered list of
rules. Rules are pure: ``gather.py`` collects the facts that they look at.
"""
