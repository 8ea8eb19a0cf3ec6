"""Golden values of difference in differences: statsmodels 0.15.0, run by hand: effect.py > effect.json

Coefficients and errors clustered by unit by WLS with a column for every unit and period; the test of the periods before the event
by its F statistic, turned into that of an approximate Hotelling test (Pustejovsky & Tipton 2018); the wild cluster bootstrap and the exchange of treated units by the same regression, sign by sign and choice by
choice.
"""
import itertools
import json
import numpy as np
import statsmodels.api as sm
from scipy.stats import f as fisher

EVENT = 5


def made(units, periods, treated, seed, missing=0.0, weighted=False):
    rng = np.random.default_rng(seed)
    rows = []
    for unit in range(units):
        level, walk = rng.normal(10, 3), 0.0
        for period in range(periods):
            walk = 0.6 * walk + rng.normal(0, 1)
            gone = rng.uniform() < missing
            weight = round(float(rng.uniform(0.5, 3)), 2) if weighted else 1.0
            effect = 1.5 if unit < treated and period >= EVENT else 0.0
            if not gone:
                rows.append((unit, period, round(float(level + 0.3 * period + walk + effect), 3), weight))
    return rows


def design(rows, columns):
    units = sorted({r[0] for r in rows})
    periods = sorted({r[1] for r in rows})
    parts = [[float(r[0] == u) for r in rows] for u in units]
    parts += [[float(r[1] == p) for r in rows] for p in periods[1:]]
    return np.column_stack(parts + columns)


def fit(rows, columns, values=None):
    values = [r[2] for r in rows] if values is None else values
    model = sm.WLS(values, design(rows, columns), weights=[r[3] for r in rows])
    return model.fit(cov_type="cluster", cov_kwds={"groups": np.array([r[0] for r in rows])}, use_t=True)


def effect(rows, treated, event=EVENT):
    return [float(r[0] in treated and r[1] >= event) for r in rows]


def hotelling(statistic, tests, treated, others):
    """The p-value of an F statistic whose covariance is that of a difference of means of so many units."""
    parts = 1 / treated, 1 / others
    freedom = sum(parts) ** 2 / (parts[0] ** 2 / (treated - 1) + parts[1] ** 2 / (others - 1))
    degrees = freedom - tests + 1
    return float(fisher.sf(statistic * degrees / freedom, tests, degrees))


def case(name, units, periods, treated, seed, missing=0.0, weighted=False, tests=False):
    rows = made(units, periods, treated, seed, missing, weighted)
    chosen = set(range(treated))
    found = fit(rows, [effect(rows, chosen)])
    asked = [p for p in range(periods) if p != EVENT - 1]
    course = fit(rows, [[float(r[0] in chosen and r[1] == p) for r in rows] for p in asked])
    early = [i for i, p in enumerate(asked) if p < EVENT]
    first = len(course.params) - len(asked)
    pick = np.zeros((len(early), len(course.params)))
    for row, place in enumerate(early):
        pick[row, first + place] = 1
    before = [r for r in rows if r[1] < EVENT]
    placebos = [fit(before, [effect(before, chosen, p)]) for p in range(1, EVENT)]
    result = {
        "name": name, "rows": [list(r) for r in rows], "treated": treated, "event": EVENT,
        "estimate": float(found.params[-1]), "error": float(found.bse[-1]), "p": float(found.pvalues[-1]),
        "interval": [float(v) for v in found.conf_int()[-1]],
        "periods": asked, "course": [float(v) for v in course.params[first:]],
        "courseErrors": [float(v) for v in course.bse[first:]],
        "before": hotelling(float(course.f_test(pick).fvalue), len(early), treated, units - treated),
        "placebos": [float(f.params[-1]) for f in placebos], "placeboErrors": [float(f.bse[-1]) for f in placebos],
    }
    if tests:
        null = fit(rows, [])
        fitted = np.array([r[2] for r in rows]) - null.resid
        wanted, reached, count = abs(found.tvalues[-1]), 0, 0
        for signs in itertools.product([1, -1], repeat=units):
            turned = fitted + null.resid * np.array([signs[r[0]] for r in rows])
            reached += abs(fit(rows, [effect(rows, chosen)], turned).tvalues[-1]) >= wanted * (1 - 1e-9)
            count += 1
        result["bootstrap"] = reached / count
        estimates = [abs(fit(rows, [effect(rows, set(c))]).params[-1]) for c in itertools.combinations(range(units), treated)]
        result["permuted"] = float(np.mean([e >= abs(found.params[-1]) * (1 - 1e-9) for e in estimates]))
    return result


print(json.dumps({
    "source": "statsmodels 0.15.0 (WLS, cluster-robust covariance by unit, use_t)", "tolerance": 1e-6,
    "cases": [
        case("twelve units, all figures", 12, 8, 5, 1),
        case("weights and gaps", 25, 9, 10, 2, missing=0.12, weighted=True),
        case("seven units, all signs and choices", 7, 7, 3, 3, missing=0.05, tests=True),
        # Units that count for unlike much: which signs reach the found value depends on what the turned estimate explains.
        case("seven units, weights and gaps, all signs", 7, 8, 3, 13, missing=0.2, weighted=True, tests=True),
    ],
}))
