"""What each audience may see, as frozen values ready to print.

``internal`` and ``public`` hold the types; ``make_internal`` and
``make_public`` fill them. Renderers get these values and nothing else, so they
cannot recompute; a public value exists only where ``public`` names a field.
``audit`` and ``trend`` come from the history, ``portable`` is what a pack lists.
"""
