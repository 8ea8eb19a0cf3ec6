"""Golden values of MinT, by hierarchicalforecast; run by hand, writes reconciliation.json.

The tool does not hand out its shrunk covariance, so that and its intensity come from Schafer & Strimmer's
formulas; the reconciled values are the tool's own, which adds a ridge of 2e-8.
"""
import json
import os

import hierarchicalforecast
import numpy as np
from hierarchicalforecast.methods import MinTrace

# total = a + b + c, a = a1 + a2, b = b1 + b2 + b3; c is a leaf.
NODES = ["total", "a", "a1", "a2", "b", "b1", "b2", "b3", "c"]
PARENTS = [None, "total", "a", "a", "total", "b", "b", "b", "total"]
LEAVES = ["a1", "a2", "b1", "b2", "b3", "c"]


def summing():
    rows = {"total": LEAVES, "a": ["a1", "a2"], "b": ["b1", "b2", "b3"]}
    return np.array([[1.0 if leaf in rows.get(node, [node]) else 0.0 for leaf in LEAVES] for node in NODES])


def shrunk(errors):
    count = errors.shape[0]
    deviation = errors.std(axis=0, ddof=1)
    standard = (errors - errors.mean(axis=0)) / deviation
    products = np.einsum("ti,tj->tij", standard, standard)
    mean = products.mean(axis=0)
    correlation = mean * count / (count - 1)
    variance = ((products - mean) ** 2).sum(axis=0) * count / (count - 1) ** 3
    off = ~np.eye(errors.shape[1], dtype=bool)
    intensity = min(1, max(0, variance[off].sum() / (correlation[off] ** 2).sum()))
    matrix = (1 - intensity) * correlation
    np.fill_diagonal(matrix, 1)
    return matrix * np.outer(deviation, deviation), intensity


def main():
    draw = np.random.default_rng(5)
    matrix = summing()
    common = draw.normal(0, 1, (30, 1))
    errors = (draw.normal(0, 1, (30, 6)) + 0.7 * common) @ matrix.T + draw.normal(0, 0.5, (30, 9))
    base = matrix @ np.array([40.0, 25, 30, 18, 12, 55]) + draw.normal(0, 3, 9)
    covariance, intensity = shrunk(errors)
    # The tool's bottom level must come last.
    order = [NODES.index(name) for name in ["total", "a", "b"] + LEAVES]
    back = np.argsort(order)
    sums = matrix[order]
    plain = MinTrace(method="ols").fit_predict(S=sums, y_hat=base[order].reshape(-1, 1))["mean"].ravel()[back]
    insample = errors.T[order]
    shrunken = MinTrace(method="mint_shrink").fit_predict(
        S=sums, y_hat=base[order].reshape(-1, 1), y_insample=insample, y_hat_insample=np.zeros_like(insample),
    )["mean"].ravel()[back]
    result = {
        "source": "Wickramasuriya, Athanasopoulos & Hyndman 2019; Schafer & Strimmer 2005",
        "tool": "hierarchicalforecast " + hierarchicalforecast.__version__ + ", numpy " + np.__version__,
        "generator": "reconciliation.py", "nodes": NODES, "parents": PARENTS,
        "errors": [list(map(float, row)) for row in errors], "base": list(map(float, base)),
        "ordinary": list(map(float, plain)), "intensity": float(intensity),
        "covariance": [list(map(float, row)) for row in covariance], "shrunk": list(map(float, shrunken)),
    }
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "reconciliation.json")
    with open(path, "w") as file:
        json.dump(result, file, indent=1)


main()
