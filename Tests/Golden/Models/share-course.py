"""Courses of shares in log odds, by numpy and scipy: share-course.py > share-course.json

The equations stand in Sources/Models/ReferenceClass/ShareCourse.swift; written from them, not from the code.
"""
import json
import sys

import numpy as np
import scipy
from scipy.stats import norm, t as student

LEVELS = [0.025, 0.1, 0.5, 0.9, 0.975]
STEPS = [1, 3, 6]
CASES = {
    "poor": (0, 100, [8.9, 7.6, 6.4, 5.3, 4.6, 4.1, 3.9, 3.1, 2.5]),
    "insured": (0, 100, [82.1, 84.6, 86.4, 87.9, 89.0, 90.9, 92.0, 93.1, 94.0]),
    "turned_once": (0, 100, [8.9, 7.6, 6.4, 5.3, 5.6, 4.1, 3.9, 3.1, 2.5]),
    "noise": (0, 100, [31.0, 29.5, 30.8, 30.1, 28.9, 30.4, 31.2, 29.9]),
    "gap": (10, 60, [14.0, 16.5, None, 21.0, 23.5, 27.0, 29.5]),
    "to_the_end": (0, 100, [93.0, 96.0, 98.0, 99.2, 99.8, 100.0]),
    "four": (0, 1, [0.20, 0.25, 0.31, 0.36]),
    "three": (0, 100, [30.0, 26.0, 22.0]),
}


def course(lower, upper, values):
    known = [(i, v) for i, v in enumerate(values) if v is not None][-15:]
    years, y = (np.array(c, float) for c in zip(*known))
    width = upper - lower
    room = np.minimum(y - lower, upper - y)
    edge = min(0.0005 * width, room[room > 0].min() / 2)
    above = np.clip(y - lower, edge, width - edge)
    z = np.log(above / (width - above))
    spans = np.diff(years)
    paces = np.diff(z) / spans
    n = len(paces)
    mean = (z[-1] - z[0]) / (years[-1] - years[0])
    s = np.sqrt((2 * 0.05**2 + ((paces - mean) ** 2 * spans).sum()) / (n + 1))
    pace = 0.7 * mean + 0.3 * paces[-3:].mean()
    tau = abs(mean) * np.sqrt(n) / s
    clear = min(1, max(0.8, (n - 1) / 5)) * tau**2 / (tau**2 + 5**2)
    one_way = max(0, 2 * abs(z[-1] - z[0]) / np.abs(np.diff(z)).sum() - 1)
    rows, beside = [], []
    for h in STEPS:
        d = sum(0.9**k for k in range(1, h + 1))
        spread = np.sqrt(s**2 * (h + d * d / n) + (0.3 * pace * d) ** 2)
        x = z[-1] + pace * d + spread * student.ppf(LEVELS, n + 1)
        rows.append((lower + width / (1 + np.exp(-x))).tolist())
        # Beside a normal one that goes beyond the upper bound: half of each in log odds.
        other = y[-1] + (upper - y[-1]) * (0.2 + 0.5 * norm.ppf(LEVELS))
        near = 0.25 * np.maximum([1 / (1 + np.exp(-z[-1])), 1 / (1 + np.exp(z[-1]))], 0.0005) * width
        low, high = held(other - lower, near[0]), held(upper - other, near[1])
        x = (x + np.log(low / high)) / 2
        beside.append((lower + width / (1 + np.exp(-x))).tolist())
    return {"clearness": clear, "oneWay": one_way, "quantiles": rows, "beside": beside}


def held(room, edge):
    return np.where(room < edge, edge * np.exp(np.maximum(room / edge - 1, -700)), room)


def main():
    cases = [
        {"name": name, "lower": lo, "upper": up, "values": v, **course(lo, up, v)}
        for name, (lo, up, v) in CASES.items()
    ]
    json.dump(
        {"source": "Gardner & McKenzie 1985; Wallis 1987", "tool": "numpy {}, scipy {}".format(np.__version__, scipy.__version__),
         "generator": "share-course.py", "tolerance": 1e-8, "levels": LEVELS, "steps": STEPS, "cases": cases},
        sys.stdout, indent=1)
    print()


main()
