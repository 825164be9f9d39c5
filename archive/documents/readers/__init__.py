"""One reader a family of formats: an opened file in, its parts, tables and members out."""
