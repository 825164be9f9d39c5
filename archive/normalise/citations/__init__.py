"""Citations of statute: reading them (grammar), whose law they are (law), and whether they are applied (judge)."""
