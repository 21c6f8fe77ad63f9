"""Where the program starts."""

import gc
import signal


def main() -> None:
    """Runs the command line."""
    # A run is short and makes few cycles: looking for them while libraries load takes a tenth of the start.
    gc.set_threshold(100_000)
    from policyscore.commands import exits
    from policyscore.commands.app import app

    signal.signal(signal.SIGTERM, exits.terminate)
    app(prog_name="policyscore")


if __name__ == "__main__":
    main()
