"""Where the program starts."""

import gc
import signal


def main() -> None:
    """Runs the command line."""
    # A run is short and makes few cycles: looking for them while libraries load takes a tenth of the start.
    gc.set_threshold(100_000)
    from policyscore.commands import app as cli
    from policyscore.commands import exits as endings

    signal.signal(signal.SIGTERM, endings.terminate)
    cli.app(prog_name="policyscore")


if __name__ == "__main__":
    main()
