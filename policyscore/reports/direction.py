"""Words that turn with the study: where rank 1 is only the highest, high values are not the better ones."""

from policyscore.model.study import Study


def misses_floor(study: Study) -> str:
    """What an option does that fails a floor, in the study's own direction."""
    return "misses the floor" if study.head.higher == "worse" else "is rated worse than the floor"


def ends_of_ranges(study: Study) -> tuple[str, str]:
    """The ends of ratings' ranges that the low and the high score are made of, in the study's own direction."""
    if study.head.higher == "worse":
        return "at the end that counts less", "at the end that counts more"
    return "at its worse", "at its better end"
