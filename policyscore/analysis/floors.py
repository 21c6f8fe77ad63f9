"""Which options are rated worse than a floor, the least that somebody would accept on a criterion."""

from policyscore.analysis.ranking import below
from policyscore.model.study import Option, Study
from policyscore.model.tree import Criterion


def failed_floors(option: Option, study: Study) -> tuple[str, ...]:
    """The criteria on which a rating that counts is worse than the floor, by more than noise; an unknown one is not."""
    return tuple(criterion.id for criterion in study.counted(option) if _fails(option, criterion))


def unknown_floors(option: Option, study: Study) -> tuple[str, ...]:
    """The criteria with a floor on which the option has no known rating, and one would count."""
    return tuple(c.id for c in study.counted(option) if c.floor is not None and option.ratings[c.id].value is None)


def _fails(option: Option, criterion: Criterion) -> bool:
    rating = option.ratings[criterion.id].value
    if criterion.floor is None or rating is None:
        return False
    return below(100 * (rating - criterion.floor) / (criterion.best - criterion.worst), 0)
