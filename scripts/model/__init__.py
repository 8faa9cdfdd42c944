"""Frozen records and enums of the campaign, and the field types they are made of.

No IO and no pandas. Every record is a pydantic model that is built from *text*
(the loader converts nothing): a field's type says how its text is read, how it
is written back, and what its JSON Schema is.
"""
