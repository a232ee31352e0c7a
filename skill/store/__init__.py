"""Where a runner lives between turns: the port, and the engines behind it."""
