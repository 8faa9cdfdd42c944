"""Git to what happened, to what it meant, to whether it is true.

========== ====================================================================
git        the only caller of git; ``repository``, ``log`` and ``graph`` read its answers
mining     versions to changes: every change of every record, read once and kept
replay     every past day scored anew with the rules of that day
report     the change log in words and tables, flagged, narrowed down to what is asked
proof      anchors, seals, and the ordered list of rules that judge a whole history
past       what lay there at a day, a tag or a commit
========== ====================================================================
"""
