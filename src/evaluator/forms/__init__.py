"""Blank forms: one model of what is to be filled in, and a small renderer for each kind of file."""
