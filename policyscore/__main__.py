"""Where the program starts."""

import gc
import signal


def main() -> None:
    """Runs the command line."""
    # A run is short and makes few cycles: looking for them while libraries load takes a tenth of the start.
    gc.set_threshold(100_000)
    from policyscore.commands import app as cli
    from policyscore.commands import exits

    signal.signal(signal.SIGTERM, exits.terminate)
    cli.app(prog_name="policyscore")


if __name__ == "__main__":
    main()
