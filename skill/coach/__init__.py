"""What a coach decides: pure functions over frozen data, with time as a parameter and no wording."""
