"""`python -m policyscore`."""

from policyscore.cli import main

main(prog_name="policyscore")
