"""What puts the skill into the cloud and on a server, and what proves it without an account."""
