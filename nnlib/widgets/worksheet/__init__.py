"""Worksheet: widget.py holds its traits, index.ts draws it, picture.py is its still picture."""
