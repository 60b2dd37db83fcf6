"""Finders of differences between accounts, one a file."""
