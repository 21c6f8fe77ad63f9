"""Where the program starts."""

try:
    # Nothing else before this: until it listens, Ctrl-C ends in whatever Python is just loading.
    from policyscore.commands import stopping
except KeyboardInterrupt:
    raise SystemExit(130) from None


def main() -> None:
    """Runs the command line."""
    try:
        stopping.listen()
    except KeyboardInterrupt:
        raise SystemExit(130) from None
    import gc
    import os

    # A run is short and makes few cycles: looking for them while libraries load takes a tenth of the start.
    gc.set_threshold(100_000)
    # Read where numpy is loaded: on a busy machine its threads wait for one another longer than they work.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from policyscore.commands.app import app
    from policyscore.commands.write import occupy_closed_streams

    occupy_closed_streams()
    try:
        app(prog_name="policyscore")
    finally:
        # What is still there ends with the process: Python would look through all of it for cycles, twice, which takes
        # about a fifth of a whole run of `score`.
        gc.freeze()


if __name__ == "__main__":
    main()
