"""Many weightings as an array."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

# Weights, values or scores, of whatever shape.
Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class WeightBlock:
    """Weightings by id and name; `weights` is (N, n), a row for each, over the leaves in their order.

    `groups` holds, by column of a survey, the group of each.
    """

    ids: tuple[str, ...]
    names: tuple[str, ...]
    weights: Array
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
