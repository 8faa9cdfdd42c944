"""What no public word, picture or document may hold: pure, so that ``check`` and ``publish`` judge alike.

``text.findings`` reads texts, ``pictures.cleaned_picture`` and
``documents.cleaned_document`` make the public copy of a file or say what a
person must mend first.
"""
