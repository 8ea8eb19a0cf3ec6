"""Golden values of completion models: lifelines 0.30.3 and statsmodels 0.15.0, run by hand: completion.py > completion.json

Kaplan–Meier by lifelines; the piecewise-exponential regression with a covariate by a Poisson regression of statsmodels on
stretches of time.
"""
import json
import numpy as np
import statsmodels.api as sm
from lifelines import KaplanMeierFitter

rng = np.random.default_rng(21)
n = 40
time = np.round(rng.gamma(3, 0.4, n), 2) + 0.01
seen = np.round(rng.uniform(0.5, 2.5, n), 2)
end = time <= seen
watched = np.minimum(time, seen)
group = rng.integers(0, 2, n)
breaks = [0.6, 1.2]

km = KaplanMeierFitter().fit(watched, end)
at = [0.1, 0.3, 0.75, 1.0, 1.2, 1.5, 2.4]

rows = []
for t, e, g in zip(watched, end, group):
    low = 0.0
    for piece, high in enumerate(breaks + [np.inf]):
        if t > low:
            rows.append((piece, int(g), min(t, high) - low, int(e and t <= high)))
        low = high
rows = np.array(rows)
design = np.column_stack([rows[:, 0] == 0, rows[:, 0] == 1, rows[:, 0] == 2, rows[:, 1]]).astype(float)
glm = sm.GLM(rows[:, 3], design, family=sm.families.Poisson(), offset=np.log(rows[:, 2])).fit(tol=1e-14, maxiter=200)

print(json.dumps({
    "source": "lifelines 0.30.3 (KaplanMeierFitter); statsmodels 0.15.0 (GLM, Poisson)",
    "tolerance": 1e-6, "breaks": breaks,
    "cases": [{"time": float(t), "isEnd": bool(e), "group": int(g)} for t, e, g in zip(watched, end, group)],
    "times": at, "survival": [float(km.predict(t)) for t in at],
    "coefficients": [float(b) for b in glm.params], "errors": [float(b) for b in glm.bse],
}, indent=1))
