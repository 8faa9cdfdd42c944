"""Every change of the progress files with GitPython, as its documentation suggests: commit by commit.

Run by ``bench.peers`` in an environment of its own: ``python peer_gitpython.py REPOSITORY``.
"""

import json
import sys
from fnmatch import fnmatch
from pathlib import PurePosixPath

import git  # type: ignore[import-not-found] # only where the peers are installed
from peer_fields import fields  # type: ignore[import-not-found] # beside this file when it runs


def main(root: str) -> None:
    """Print one JSON line for each change: commit, id, field, old, new."""
    for commit in git.Repo(root).iter_commits("HEAD", reverse=True):
        before = commit.parents[0] if commit.parents else git.NULL_TREE
        for diff in commit.diff(before, R=not commit.parents):
            path = diff.a_path or diff.b_path or ""
            if fnmatch(path, "data/campaigns/[!_]*/progress/[!_]*.yml"):
                # seen from the commit: ``a`` is the new side, ``b`` the old one
                now = fields(diff.a_blob.data_stream.read()) if diff.a_blob else {}
                was = fields(diff.b_blob.data_stream.read()) if diff.b_blob else {}
                for name in now.keys() | was.keys():
                    if now.get(name) != was.get(name):
                        told = (commit.hexsha, PurePosixPath(path).stem, name, was.get(name), now.get(name))
                        print(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1])
