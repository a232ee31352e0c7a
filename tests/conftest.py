"""What all tests share."""

from hypothesis import HealthCheck, settings

pytest_plugins = ["tests.engines"]

# Deadlines measure the machine, not the code.
settings.register_profile("project", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("project")
