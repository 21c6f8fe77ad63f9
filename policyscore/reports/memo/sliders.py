"""The model behind the sliders of a page: the values, and the weights to start from, as plain data."""

from policyscore.analysis.ranking import TIE
from policyscore.analysis.scoring import CLEAR_LEAD, Assessment
from policyscore.model.words import EQUAL
from policyscore.reports.chance import chance_cell, chance_column
from policyscore.reports.floors import FAILS
from policyscore.reports.unknown import NOTHING_RATED, UNKNOWN


def slider_model(assessment: Assessment) -> dict[str, object]:
    """The model of an assessment for `sliders.js`, as plain data.

    Weights are in points of 100, values from 0 to 100, both by the order of the criteria. `weightings` are those to
    start from: this one, those of the study, equal weights. `values` are those that count, so that the chance is in
    them; `base` holds the baseline's, or null. `unrated` are an option's unknown ratings, and `swings` how far each
    could move its value up or down; `unknown` are the values that rest on any: its own, its chance, the baseline's.
    `shared`: by criterion, whether an unknown one may be in the values of several options, so that no bounds hold.
    `chance` is as readers see it, null where none counts.
    """
    study, own, base = assessment.study, assessment.weighting, assessment.baseline
    ids = [criterion.id for criterion in study.criteria]
    # A file given on the command line may have the id of a weighting of the study: it takes its place.
    named = {own.id: own} | dict(study.weightings) | {own.id: own}
    weightings = [
        {"id": weighting.id, "name": weighting.name, "points": [100 * weighting.weights[id] for id in ids]}
        for weighting in named.values()
    ]
    if EQUAL not in named:
        weightings.append({"id": EQUAL, "name": "equal weights", "points": [100 / len(ids)] * len(ids)})
    options = []
    for option in assessment.options:
        best = option.filled(100.0)
        options.append(
            {
                "id": option.id,
                "name": option.name,
                "label": option.label,
                "baseline": option.baseline,
                "chance": chance_column(assessment).show(chance_cell(option, study)) if study.chance else None,
                "fails": bool(option.fails),
                "unrated": [id in option.unknown for id in ids],
                "unknown": [id in option.unsure for id in ids],
                "values": [option.effective[id] for id in ids],
                "swings": [best[id] - option.effective[id] for id in ids],
            }
        )
    return {
        "tie": TIE,
        "criteria": [{"id": criterion.id, "name": criterion.name} for criterion in study.criteria],
        "chance": study.chance.name if study.chance else None,
        "base": [base.effective[id] for id in ids] if base else None,
        "baseUnknown": [base is not None and id in base.unknown for id in ids],
        "shared": [any(id in option.shared for option in assessment.options) for id in ids],
        "weightings": weightings,
        "close": CLEAR_LEAD,
        "highest": study.highest_word,
        "nothingRated": NOTHING_RATED,
        "signs": {"unknown": UNKNOWN, "fails": FAILS},
        "options": options,
    }
