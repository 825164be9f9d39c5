"""Measuring: one module a format says what is in a file that its reader would not see. What that means is policy."""
