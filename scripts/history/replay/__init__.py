"""Every past day scored anew, and what each commit on main moved."""
