"""The linear program of leads: the weights under which an option leads all others by most, in floating point."""

from dataclasses import dataclass

import numpy as np

from policyscore.analysis.ranking import TIE
from policyscore.model.weight_block import Array


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """What the solver says: the weights (n,), the price (m,) of every other option, and the lead in points of score.

    The prices are the mixture of other options that keeps the lead from being larger.
    """

    weights: Array
    prices: Array
    margin: float


class LeadProgram:
    """Options, by their values from 0 to 100 in an array (m, n), that another one is to lead.

    The most that an option with values v can lead by is the largest v . w - s, where s is at least the score of every
    other option under the weights w. So only what is to be made large differs from option to option, and the solver
    goes on from where it was.
    """

    def __init__(self, values: Array) -> None:
        import highspy

        class Quiet(highspy.Highs):
            """A solver that prints nothing: by itself it names its version before its output can be turned off."""

            def enableCallbacks(self) -> None:  # noqa: N802 - what it is called there
                self.silent()
                super().enableCallbacks()  # type: ignore[no-untyped-call]

        m, n = values.shape
        self.m, self._columns = m, np.arange(n + 1, dtype=np.int32)
        self._optimal = highspy.HighsModelStatus.kOptimal
        self._solver = Quiet()  # type: ignore[no-untyped-call]
        # What is a tie is none to the solver, and what is less than one it would warn of and drop.
        self._solver.setOptionValue("small_matrix_value", TIE / 1000)
        for side in ("primal", "dual"):
            self._solver.setOptionValue(f"{side}_feasibility_tolerance", 1e-10)
        scaled = values / 100
        scaled[scaled <= TIE / 1000] = 0.0
        rows = np.vstack([np.hstack([scaled, np.full((m, 1), -1.0)]), np.append(np.ones(n), 0.0)])
        filled = rows != 0
        program = highspy.HighsLp()
        program.num_col_, program.num_row_ = n + 1, m + 1
        program.sense_ = highspy.ObjSense.kMaximize
        program.col_cost_ = np.append(np.zeros(n), -1.0)
        # The last column is the highest score of the others, with bounds that it never reaches.
        program.col_lower_, program.col_upper_ = np.append(np.zeros(n), -1.0), np.append(np.ones(n), 2.0)
        program.row_lower_, program.row_upper_ = np.append(np.full(m, -np.inf), 1.0), np.append(np.zeros(m), 1.0)
        program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        program.a_matrix_.start_ = np.append(0, filled.sum(axis=1).cumsum()).astype(np.int32)
        program.a_matrix_.index_ = np.nonzero(filled)[1].astype(np.int32)
        program.a_matrix_.value_ = rows[filled]
        self._solver.passModel(program)

    def solve(self, own: Array, place: int) -> Answer | None:
        """The answer for an option with values `own` (n,), which stands at `place` and is no rival of itself.

        None where the solver finds no answer.
        """
        n = len(own)
        self._solver.changeRowBounds(place, -np.inf, np.inf)
        self._solver.changeColsCost(n + 1, self._columns, np.append(own / 100, -1.0))
        self._solver.run()
        solved = self._solver.getModelStatus() == self._optimal
        found, margin = self._solver.getSolution(), 100 * self._solver.getInfo().objective_function_value
        self._solver.changeRowBounds(place, -np.inf, 0.0)
        if not solved:
            self._solver.clearSolver()
            return None
        weights, prices = np.array(found.col_value[:n]), np.abs(np.array(found.row_dual[:-1]))
        prices[place] = 0.0
        return Answer(weights, prices, margin)
