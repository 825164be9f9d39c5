"""Other ways in: saved pages and web archives become run directories like any crawl's, with their own capture times.

Nothing is asked of any site here. A body is put under the address it was saved from; one whose address cannot be told
is reported and left out, because a guessed address would be a false citation.
"""
