"""From ``python3 tasks.py`` to a running task: the one part that runs before the environment.

``bootstrap`` checks the machine, ``install`` makes ``.venv`` (``sources``,
``progress``, ``failures`` serve it), ``usage`` reads the command line, ``cli``
runs the task, ``devtools`` starts tests and linters. Standard library only;
``bootstrap`` and ``usage`` keep to Python 3.6 so that an old one can be told.
"""
