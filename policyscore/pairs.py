"""The exact share of weightings under which one option scores more than another."""

from collections.abc import Sequence


def share_below(lead: Sequence[float]) -> float:
    """The share of the weights w that sum to 1, uniform over all of them, for which lead . w is not above 0.

    Exact but for rounding, with as many steps as there are pairs of a lead above and one below 0; it holds
    where leads are equal, where the textbook's sum of divided differences divides by 0.

    Varsi (1973), Pacific Journal of Mathematics 46(1), doi:10.2140/pjm.1973.46.315.

    >>> round(share_below([-5, -5, 20, -10]), 6)
    0.573333
    """
    above = [number for number in lead if number > 0]
    below = [number for number in lead if number <= 0]
    shares = [1.0] + [0.0] * len(above)
    for x in below:
        for k, y in enumerate(above, start=1):
            shares[k] = (y * shares[k] - x * shares[k - 1]) / (y - x)
    return shares[-1]
