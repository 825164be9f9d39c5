"""The replica: invented forces' sites on loopback, made on request, for the demo and for tests over real HTTP.

No real site is imitated to the word: paths, labels and habits follow what is known of each kind of site, and every page
says that it is synthetic demonstration data.
"""

from scraper.replica.server import Replica

__all__ = ["Replica"]
