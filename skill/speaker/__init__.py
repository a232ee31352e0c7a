"""The local speaker: a simulated Echo for people without an Amazon account."""
