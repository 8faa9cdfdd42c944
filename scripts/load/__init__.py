"""Strict text to records: one loader for YAML, one for CSV, all problems at once.

``text`` decodes, ``yamls`` and ``csvs`` turn text into plain text trees with
line numbers, ``records`` builds the model's records from them, ``dataset``
walks the repository, ``canonical`` writes records back in their one form.
"""
