"""Golden values of scores, by scoringrules; run by hand, writes scores.json."""
import json
import os

import numpy as np
import scoringrules

OBSERVATIONS = [-1.3, 0.0, 0.4, 2.75]
MEMBERS = [0.3, -0.7, 1.9, 0.31, 2.2, -1.15, 0.0]


def main():
    result = {
        "source": "Gneiting & Raftery 2007, JASA 102", "tool": "scoringrules " + scoringrules.__version__,
        "generator": "scores.py", "observations": OBSERVATIONS, "members": MEMBERS, "mean": 0.5, "deviation": 1.7,
        "crpsNormal": [float(scoringrules.crps_normal(y, 0.5, 1.7)) for y in OBSERVATIONS],
        "crpsEnsemble": [float(scoringrules.crps_ensemble(y, np.array(MEMBERS), estimator="nrg")) for y in OBSERVATIONS],
        "interval": [float(scoringrules.interval_score(y, -0.9, 1.1, 0.05)) for y in OBSERVATIONS],
        "pinball": [float(scoringrules.quantile_score(y, 0.2, 0.9)) for y in OBSERVATIONS],
        "brier": [float(scoringrules.brier_score(o, p)) for o, p in ((1, 0.7), (0, 0.7), (0, 0.05))],
    }
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "scores.json")
    with open(path, "w") as file:
        json.dump(result, file, indent=1)


main()
