"""Views → staged pages, as text. Nothing is computed here but order and wording.

A page is a :class:`~scripts.pages.sheet.Sheet`: a title, headings of ours, HTML
blocks from autoescaping templates, and Markdown the office wrote by hand.
``internal`` and ``public`` return the pages and the navigation of each site.
"""
