"""The fit finds weights that are known."""

import numpy as np

from pipelines.training.fit_identities import fit


def test_fit_finds_the_weights_that_made_the_data():
    chance = np.random.default_rng(7)
    rows = chance.integers(0, 2, (6000, 3)).astype(float)
    made_with = np.array([-0.5, 2.0, -1.5, 0.0])
    likely = 1 / (1 + np.exp(-(made_with[0] + rows @ made_with[1:])))
    is_same = (chance.random(6000) < likely).astype(float)
    assert np.abs(fit(rows, is_same) - made_with).max() < 0.2
