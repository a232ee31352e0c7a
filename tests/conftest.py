"""What all tests share."""

import os

from hypothesis import HealthCheck, settings

pytest_plugins = ["tests.engines"]

# Deadlines measure the machine, not the code.
settings.register_profile("project", deadline=None, suppress_health_check=[HealthCheck.too_slow])
# The same cases on every run, where what is measured is whether a change broke something (coverage gates included).
settings.register_profile("repeatable", settings.get_profile("project"), derandomize=True)
settings.load_profile("repeatable" if os.environ.get("CI") else "project")
