"""Generalised least squares with AR(1) errors by statsmodels; writes gls.json beside this file."""
import json
import os

import numpy as np
import statsmodels
import statsmodels.api as sm
from scipy.linalg import toeplitz

here = os.path.dirname(os.path.abspath(__file__))
rng = np.random.default_rng(20250630)
cases = []
for n, phi in [(6, 0.0), (9, 0.35), (14, 0.7), (30, 0.9)]:
    t = np.arange(n, dtype=float)
    noise = np.zeros(n)
    for i in range(n):
        noise[i] = (phi * noise[i - 1] if i else 0.0) + rng.normal(scale=0.02)
    y = 4.0 + 0.08 * t + noise
    x = np.column_stack([np.ones(n), t])
    fit = sm.GLS(y, x, sigma=toeplitz(phi ** t)).fit()
    cases.append(
        {
            "phi": phi,
            "values": np.exp(y).tolist(),
            "images": y.tolist(),
            "coefficients": fit.params.tolist(),
            "standardErrors": fit.bse.tolist(),
            "scale": float(fit.scale),
        }
    )
golden = {
    "source": "statsmodels GLS with sigma = phi^|i-j|",
    "tool": "statsmodels " + statsmodels.__version__,
    "generator": "gls.py",
    "tolerance": 1e-9,
    "cases": cases,
}
with open(os.path.join(here, "gls.json"), "w") as out:
    json.dump(golden, out, indent=1)
    out.write("\n")
