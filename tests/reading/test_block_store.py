"""Blocks that wait in a file when they are many."""

import tempfile
from pathlib import Path

import numpy as np
import pytest

from policyscore.errors import CommandError
from policyscore.model.weight_block import WeightBlock
from policyscore.reading import block_store


def block(*ids: str) -> WeightBlock:
    return WeightBlock(ids, ids, np.eye(len(ids)), {"town": ids})


def test_two_who_read_at_once_each_get_all_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(block_store, "MAX_IN_MEMORY", 1)
    store = block_store.BlockStore()
    for ids in ("ab", "c", "def"):
        store.add(block(*ids))

    pairs = [(one.ids, two.ids) for one, two in zip(store, store, strict=True)]
    assert pairs == [(ids, ids) for ids in (("a", "b"), ("c",), ("d", "e", "f"))]
    assert [*store][2].groups == {"town": ("d", "e", "f")}


def test_a_file_that_cannot_be_made_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(block_store, "MAX_IN_MEMORY", 1)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "none"))

    with pytest.raises(CommandError, match="the temporary file that a survey as large as this needs cannot be written"):
        block_store.BlockStore().add(block("a"))
