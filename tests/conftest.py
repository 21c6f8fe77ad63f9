"""Where tests run, how long a law may take, and how expected outputs are kept."""

import gc
import os
from pathlib import Path

import pytest
from hypothesis import settings

from tests.helpers import Golden

# A slow machine is no fault of the code.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Lets expected outputs be written anew."""
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="Write what is printed now over what was expected. Read the difference before it is committed.",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Runs everything from the root of the checkout, wherever pytest was started, and looks for cycles rarely."""
    os.chdir(config.rootpath)
    # As the program does: with all its libraries loaded, each search takes long and finds next to nothing.
    gc.set_threshold(100_000)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Holds a text against the file of that name in `golden`, or at that path, byte for byte."""

    def hold(name: str | Path, text: str) -> None:
        file = GOLDEN / name
        if request.config.getoption("--update-golden"):
            file.write_bytes(text.encode())

        assert text == file.read_bytes().decode()

    return hold
