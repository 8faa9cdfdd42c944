"""What the engine makes during a build, kept for later."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation

    from scripts.publish.site import Workshop


class Notes:
    """Notes down the files and the menu of a build; changes nothing."""

    files: "Files"
    nav: "Navigation"

    @classmethod
    def added_to(cls, shop: "Workshop") -> "Notes":
        """Return notes that the next build of ``shop`` will fill."""
        from mkdocs.plugins import BasePlugin

        notes = cls()

        class Listener(BasePlugin):  # type: ignore[type-arg,no-untyped-call]
            """The engine calls this once the menu is complete."""

            def on_nav(self, nav: "Navigation", *, files: "Files", **_: object) -> None:
                notes.nav, notes.files = nav, files

        shop.config.plugins["sy/notes"] = Listener()
        return notes
