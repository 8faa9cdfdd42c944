"""The county campaign as a data repository that publishes itself.

Read ``pipeline.py`` first: the whole flow stands there on one screen. Each
room below does one stage of it, and imports run one way only
(``tests/test_architecture.py`` reads them):

========== ===============================================================
model      frozen records and enums; no IO
load       strict YAML / CSV text to records, with file and line
check      rules across records: one ordered list of small generators
score      parts, items, major items, campaign; completion; lights
history    the only caller of git: the change log, every past day scored anew, seals, verification
views      what each audience may see; the public one field by field
pages      a view to Markdown and HTML text
charts     plain figures to inline SVG
exports    a view to JSON and other files
publish    staged trees, mkdocs, gates, manifest, atomic switch; the only writer of sites and data
theme      what the theme is given of ours: shell, style, table script
sample     the sample county: its whole campaign, planned from hand-written tables
demo       that campaign as a real repository, signed, sealed and anchored
launch     from ``python3 tasks.py`` to a running task
========== ===============================================================
"""
