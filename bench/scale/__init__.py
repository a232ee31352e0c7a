"""What a workout costs, and what many cost."""
