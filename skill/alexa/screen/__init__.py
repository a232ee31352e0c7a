"""Screens: the same timeline as on a speaker, as a picture that speaks, counts and goes on by itself."""
