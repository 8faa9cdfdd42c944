"""The web form under ``/edit/`` of the internal site: a configuration of decap-cms made from the model.

Nothing of a form is written by hand: ``shape`` reads the records, ``fields`` and ``facts`` turn them
into widgets, ``collections`` says which files there are, ``config`` puts all together. The scripts of
the page lie in ``page``; ``canonical.js`` writes what ``load.canonical`` writes, byte for byte.
"""
