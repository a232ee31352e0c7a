"""How a coach talks: acts become words, and words and waits become one timeline."""
