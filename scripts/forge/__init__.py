"""What a forge (GitHub, Forgejo, Gitea) asks for: owners of files, sizes of proposals, one comment."""
