"""What a change means: two looks at a repository, and the difference between them; pure."""
