"""Who may change what: pure rules over the changes of a proposal, judged by the base's accounts and units."""
