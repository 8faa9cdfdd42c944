"""Files of a repository that follow from its own data: who owns which file on the forge."""

from scripts.forge.codeowners import GITEA, GITHUB, for_gitea, for_github, rules
from scripts.load.dataset import load
from scripts.paths import Layout


def owner_files(layout: Layout) -> dict[str, bytes]:
    """Return CODEOWNERS for the forges the repository has a folder for; none while data are unreadable."""
    forms = {GITHUB: for_github, GITEA: for_gitea}
    wanted = [name for name in forms if (layout.root / name).parent.is_dir()]
    dataset = load(layout)[0] if wanted else None
    return {name: forms[name](rules(dataset)) for name in wanted} if dataset else {}
