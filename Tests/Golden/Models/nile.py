"""The Nile series under the local level and the local linear trend; writes nile.json.

The likelihood of Durbin & Koopman 2012, table 2.1, is a published number and stands in the test itself;
states and variances come from statsmodels with an exact diffuse start.
"""
import json
import os

import numpy as np
import statsmodels
from statsmodels.datasets import nile
from statsmodels.tsa.statespace.mlemodel import MLEModel

here = os.path.dirname(os.path.abspath(__file__))
flow = nile.load_pandas().data["volume"].to_numpy(dtype=float)


class Trend(MLEModel):
    def __init__(self, y, order, variances):
        super().__init__(y, k_states=order, initialization="diffuse")
        self.ssm["design", 0, 0] = 1
        self.ssm["transition"] = np.array([[1.0]]) if order == 1 else np.array([[1.0, 1.0], [0.0, 1.0]])
        self.ssm["selection"] = np.eye(order)
        self.ssm["obs_cov", 0, 0] = variances[0]
        self.ssm["state_cov"] = np.diag(variances[1:])


def case(name, y, order, variances):
    model = Trend(y, order, variances)
    filtered = model.ssm.filter()
    smoothed = model.ssm.smooth()
    return {
        "name": name,
        "values": [None if np.isnan(v) else float(v) for v in y],
        "variances": variances,
        "logLikelihood": float(np.sum(filtered.llf_obs)),
        "nextState": filtered.predicted_state[:, -1].tolist(),
        "nextVariance": filtered.predicted_state_cov[:, :, -1].tolist(),
        "smoothedStates": smoothed.smoothed_state.T.tolist(),
        "smoothedVariances": [
            smoothed.smoothed_state_cov[:, :, i].tolist() for i in range(len(y))
        ],
    }


gaps = flow.copy()
gaps[20:40] = np.nan
gaps[60:80] = np.nan
head = flow[:12].copy()
head[1] = np.nan
golden = {
    "source": "statsmodels state space, exact diffuse initialisation",
    "tool": "statsmodels " + statsmodels.__version__,
    "generator": "nile.py",
    "tolerance": 1e-8,
    "cases": [
        case("local level", flow, 1, [15099.0, 1469.1]),
        case("local level with gaps", gaps, 1, [15099.0, 1469.1]),
        case("local linear trend", flow, 2, [14000.0, 1200.0, 15.0]),
        case("local linear trend with gaps", gaps, 2, [14000.0, 1200.0, 15.0]),
        case("local linear trend, gap in the diffuse start", head, 2, [14000.0, 1200.0, 15.0]),
    ],
}
with open(os.path.join(here, "nile.json"), "w") as out:
    json.dump(golden, out)
    out.write("\n")
