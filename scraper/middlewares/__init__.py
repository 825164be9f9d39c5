"""What stands between the spider and the wire: who may be asked, how often, and what is kept."""
