"""A crowd of simulated runners."""
