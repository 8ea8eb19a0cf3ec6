"""P(all of 40) for equicorrelated normals at 90% each, by one-dimensional quadrature; writes joint.json.

With a common factor, P(all) = integral of Phi((c - sqrt(rho) f) / sqrt(1 - rho))^40 phi(f) df.
"""
import json
import os

import numpy as np
import scipy
from scipy.integrate import quad
from scipy.stats import norm

here = os.path.dirname(os.path.abspath(__file__))
threshold = norm.ppf(0.9)
cases = []
for rho in [0.0, 0.2, 0.5]:
    if rho == 0:
        value = 0.9**40
    else:
        value, _ = quad(
            lambda f: norm.cdf((threshold - np.sqrt(rho) * f) / np.sqrt(1 - rho)) ** 40 * norm.pdf(f),
            -10,
            10,
            epsabs=1e-13,
            epsrel=1e-12,
            limit=500,
        )
    cases.append({"rho": rho, "threshold": threshold, "probability": value})
golden = {
    "source": "one-dimensional quadrature over the common factor",
    "tool": "scipy " + scipy.__version__,
    "generator": "joint.py",
    "tolerance": "Monte Carlo band at a false-alarm rate of 1e-7",
    "cases": cases,
}
with open(os.path.join(here, "joint.json"), "w") as out:
    json.dump(golden, out, indent=1)
    out.write("\n")
