"""Git to versions to changes, and the judgement of a whole history.

``git.py`` is the only caller of git. ``mine.py`` shows how every change of every
record is read; ``replay.py`` scores every past day anew; ``freeze.py`` makes
seals and anchors; ``verify.py`` holds the ordered list of rules, which are pure:
``gather.py`` collects what they look at.
"""
