"""What a department files, field by field: the same path for forms, tables and the terminal.

A filing is a list of entries, each one field of one item: what it was when the
filer saw it, what it is to be, and where it was typed. Entries are merged with
what others changed meanwhile, and written back as canonical YAML.
"""
