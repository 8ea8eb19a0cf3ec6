"""Golden values of exponential smoothing and Theta, by statsmodels; run by hand, writes smoothing.json.

Series are simulated here with a fixed seed, so that no data file is needed. For each form: the constants
and the log-likelihood that statsmodels finds with estimated starting states, and its forecasts.
"""
import json
import os
import warnings

import numpy as np
import statsmodels
from statsmodels.tsa.exponential_smoothing.ets import ETSModel
from statsmodels.tsa.forecasting.theta import ThetaModel

warnings.simplefilter("ignore")


def simulate(count, season, seed):
    draw = np.random.default_rng(seed)
    level, slope, values = 100.0, 1.2, []
    pattern = draw.normal(0, 8, season) if season > 1 else np.zeros(1)
    for t in range(count):
        error = draw.normal(0, 3)
        values.append(level + slope + pattern[t % season] + error)
        level, slope = level + slope + 0.4 * error, slope + 0.05 * error
    return values


def main():
    cases = []
    for name, count, season, trend, damped in (
        ("level", 60, 1, None, False), ("trend", 60, 1, "add", False), ("damped", 60, 1, "add", True),
        ("level and season", 80, 4, None, False), ("damped trend and season", 96, 4, "add", True),
    ):
        values = np.array(simulate(count, season, len(cases) + 1))
        fit = ETSModel(
            values, error="add", trend=trend, damped_trend=damped, seasonal="add" if season > 1 else None,
            seasonal_periods=season if season > 1 else None, initialization_method="estimated",
        ).fit(disp=False, maxiter=5000)
        cases.append({
            "name": name, "season": season, "trend": "none" if trend is None else "damped" if damped else "additive",
            "values": list(values), "alpha": float(fit.alpha), "beta": float(fit.beta) if trend else 0.0,
            "gamma": float(fit.gamma) if season > 1 else 0.0, "damping": float(fit.phi) if damped else 1.0,
            "logLikelihood": float(fit.llf), "forecast": [float(v) for v in fit.forecast(8)],
        })
    values = np.array(simulate(40, 1, 99))
    theta = ThetaModel(values, period=1, deseasonalize=False).fit()
    result = {
        "source": "Hyndman, Koehler, Ord & Snyder 2008; Assimakopoulos & Nikolopoulos 2000",
        "tool": "statsmodels " + statsmodels.__version__, "generator": "smoothing.py", "smoothing": cases,
        "theta": {"values": list(values), "alpha": float(theta.params["alpha"]), "slope": float(theta.params["b0"]),
                  "forecast": [float(v) for v in theta.forecast(8, theta=2)]},
    }
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "smoothing.json")
    with open(path, "w") as file:
        json.dump(result, file, indent=1)


main()
