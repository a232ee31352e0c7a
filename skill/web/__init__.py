"""The self-hosted endpoint."""
