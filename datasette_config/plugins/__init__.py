"""Datasette plugins: hooks only; the work is done in `datasette_config.site`."""
