"""What can be said: one source per language, and the models that are generated from it for each locale.

The committed models are package data, so that the local speaker finds them in an installed package too.
"""
