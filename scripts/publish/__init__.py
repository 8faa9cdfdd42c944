"""Staged trees, mkdocs, gates, manifest, atomic switch. The only room that writes.

It knows paths and bytes, not records: nothing of the project is imported but
``scripts.problems``. Start reading at ``release.py``.

Findings of this room: S… a staged file, M… mkdocs, G… the finished pages,
P… the output folder and the machine.
"""

from scripts.publish.inputs import INTERNAL, PUBLIC, SiteInput
from scripts.publish.release import Published, publish

__all__ = ["INTERNAL", "PUBLIC", "Published", "SiteInput", "publish"]
