"""The public site: searching, counting and showing the published file, and nothing but that file."""
