"""What a coach knows: exercises, workouts and facts, kept as data."""
