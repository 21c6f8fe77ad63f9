"""Where tests run, and how long a law may take."""

import os

import pytest
from hypothesis import settings

# A slow machine is no fault of the code.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


def pytest_configure(config: pytest.Config) -> None:
    """Runs everything from the root of the checkout, wherever pytest was started."""
    os.chdir(config.rootpath)
