"""Parts to items to major items to campaign: points, rates, lights, with reasons.

Pure functions of records and ``as_of``. Points are ``Decimal``; a rate is a
count of a total; what was not reported is ``NoData``, never 0 and never 100 %.
"""
