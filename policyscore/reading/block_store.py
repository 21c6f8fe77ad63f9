"""Blocks of weightings that were read once and are needed again: few in memory, many in a file that has no name."""

import pickle
from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from weakref import finalize

from policyscore.errors import CommandError, cause
from policyscore.model.weight_block import WeightBlock

# Above this, some hundred thousand weightings, they go to a file.
MAX_IN_MEMORY = 16 * 1024 * 1024


class BlockStore:
    """Blocks in the order in which they were added; each iteration begins anew."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(MAX_IN_MEMORY)  # noqa: SIM115 - it is open as long as there is a store
        self._sizes: list[int] = []
        finalize(self, self._file.close)

    def add(self, block: WeightBlock) -> None:
        """Takes in a block. Raises CommandError where there is no room for it."""
        packed = pickle.dumps(block)
        try:
            self._file.write(packed)
        except OSError as error:
            message = f"the temporary file that a survey as large as this needs cannot be written: {cause(error)}"
            raise CommandError(message, "the environment variable TMPDIR names a folder for such files") from error
        self._sizes.append(len(packed))

    def __iter__(self) -> Iterator[WeightBlock]:
        start = 0
        for size in self._sizes:
            self._file.seek(start)
            # Nobody else can have written there: it is a file of ours that has no name.
            block: WeightBlock = pickle.loads(self._file.read(size))
            start += size
            yield block
