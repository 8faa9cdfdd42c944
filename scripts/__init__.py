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
powers     who may change what: pure rules over what a change touches
judging    a proposal before the judge, and a push before it is taken
filing     what a department files, field by field, and how two filings merge
forms      a unit's workbook: written for it, read back as a filing
intake     filings onto a branch of their own, with a receipt
review     what a change means, as one comment
forge      what a code-hosting server is told: owners, size, comment, labels
webform    the configuration and page of the form under /edit/
guard      what no public word, picture or document may hold
column     the public column: reviews, what stands, what is due
views      what each audience may see; the public one field by field
pages      a view to Markdown and HTML text
charts     plain figures to inline SVG
exports    a view to JSON and other files
publish    staged trees, mkdocs, gates, manifest, atomic switch; the only writer of sites and data
theme      what the theme is given of ours: shell, style, table script
sample     the sample county: its whole campaign, planned from hand-written tables
demo       that campaign as a real repository, signed, sealed and anchored
commands   what each task does with a root
launch     from ``python3 tasks.py`` to a running task
========== ===============================================================
"""
