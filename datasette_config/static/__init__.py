"""Stylesheet and icons (a package only so that the wheel carries them)."""
