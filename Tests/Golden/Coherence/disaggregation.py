"""Golden values of temporal disaggregation; run by hand, writes disaggregation.json.

Chow-Lin with fixed autocorrelation and Fernandez come from the Python package tempdisagg. Where its
definitions differ from the papers', the papers' formulas are evaluated here with numpy instead:
its Litterman has an AR(1) in levels (the paper's steps of a random walk follow the AR(1)); its optimised
Chow-Lin leaves the variance out of the likelihood; its Denton is a regression with a free coefficient, while
Denton-Cholette keeps the indicator as it is and leaves the first period free.
The series are made with a fixed seed.
"""
import json
import os

import numpy as np
from tempdisagg.model.models_handler import ModelsHandler

RATIO, LONG = 4, 18


def conversion(extra=0):
    matrix = np.zeros((LONG, LONG * RATIO + extra))
    for row in range(LONG):
        matrix[row, row * RATIO:(row + 1) * RATIO] = 1
    return matrix


def regression(totals, indicator, matrix, covariance):
    inverse = np.linalg.inv(matrix @ covariance @ matrix.T)
    design = matrix @ indicator
    information = design.T @ inverse @ design
    beta = np.linalg.solve(information, design.T @ inverse @ totals)
    rest = totals - design @ beta
    values = indicator @ beta + covariance @ matrix.T @ inverse @ rest
    sign, determinant = np.linalg.slogdet(matrix @ covariance @ matrix.T)
    variance = float(rest @ inverse @ rest) / len(totals)
    likelihood = -len(totals) / 2 * (1 + np.log(2 * np.pi * variance)) - determinant / 2
    return values, beta, likelihood


def chow_lin(count, rho):
    distance = np.abs(np.subtract.outer(np.arange(count), np.arange(count)))
    return rho ** distance / (1 - rho ** 2)


def litterman(count, rho):
    first = np.eye(count) - np.diag(np.ones(count - 1), -1)
    step = np.eye(count) - rho * np.diag(np.ones(count - 1), -1)
    product = step @ first
    return np.linalg.inv(product.T @ product)


def denton(totals, indicator, matrix, proportional):
    """The quadratic programme itself, by its first-order conditions."""
    count = len(indicator)
    differences = np.diff(np.eye(count), axis=0)
    weight = differences @ np.diag(1 / indicator) if proportional else differences
    goal = np.zeros(count - 1) if proportional else differences @ indicator
    system = np.block([[weight.T @ weight, matrix.T], [matrix, np.zeros((LONG, LONG))]])
    return np.linalg.solve(system, np.concatenate([weight.T @ goal, totals]))[:count]


def main():
    draw = np.random.default_rng(7)
    count = LONG * RATIO
    indicator = 100 + np.cumsum(draw.normal(0.8, 1.5, count)) + 6 * np.sin(np.arange(count) * np.pi / 2)
    error = np.zeros(count)
    for t in range(1, count):
        error[t] = 0.7 * error[t - 1] + draw.normal(0, 1.2)
    matrix = conversion()
    totals = matrix @ (0.6 * indicator + error)
    handler = ModelsHandler(rho_min=-0.9, rho_max=0.99)
    single = indicator.reshape(-1, 1)
    both = np.column_stack([np.ones(count), indicator])
    result = {
        "source": "Chow & Lin 1971; Fernandez 1981; Litterman 1983; Dagum & Cholette 2006",
        "tool": "tempdisagg 0.2.13, numpy " + np.__version__, "generator": "disaggregation.py",
        "totals": list(totals), "indicator": list(indicator),
        "chowLin": list(map(float, handler.chow_lin_estimation(totals, indicator, matrix, rho=0.6)["y_hat"].ravel())),
        "fernandez": list(map(float, handler.fernandez_estimation(totals, indicator, matrix)["y_hat"].ravel())),
        "litterman": list(map(float, regression(totals, single, matrix, litterman(count, 0.4))[0])),
        "dentonAdditive": list(map(float, denton(totals, indicator, matrix, False))),
        "dentonProportional": list(map(float, denton(totals, indicator, matrix, True))),
    }
    best = max(np.linspace(0, 0.999, 1000), key=lambda rho: regression(totals, both, matrix, chow_lin(count, rho))[2])
    near = max(np.linspace(max(0, best - 0.001), min(0.999, best + 0.001), 2001),
               key=lambda rho: regression(totals, both, matrix, chow_lin(count, rho))[2])
    values, beta, _ = regression(totals, both, matrix, chow_lin(count, near))
    result["mostLikely"] = {"rho": float(near), "beta": list(map(float, beta)), "values": list(map(float, values))}
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "disaggregation.json")
    with open(path, "w") as file:
        json.dump(result, file, indent=1)


main()
