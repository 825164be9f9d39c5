"""Who speaks in a block: words learned from labelled pages, for where no label or opening sentence tells.

Officers word their openings in endless ways, and no list of phrases holds them all. What a requester writes and what a
body answers differ in almost every word, so a linear weight for each word, learned from invented pages whose sides are
known (`python -m tests.voices`), tells the two apart on pages of any wording. Labels always go first; the weights
only settle what labels leave open, and `rule` then says `voice`.
"""
