"""Golden values of quarterly growth within a year; run by hand, writes within-year.json.

Written from the equations for whole arrays, apart from the Swift sources: yearly growth with its term within a begun
year, growth from quarter to quarter, their mixture, Student scales by maximum of a weighted likelihood. Series are
simulated with a fixed seed.
"""
import json
import os

import numpy as np
import scipy
from scipy import optimize, stats

P, H = 4, 4


def median_scale(values, axis=None):
    return 1.4826 * np.median(np.abs(values), axis=axis)


def within(y):
    whole = y.shape[1] // P
    g = np.diff(y[:, :P * whole].reshape(len(y), whole, P), axis=1)[:, -12:]
    deviations = g - g.mean(2, keepdims=True)
    years = deviations.shape[1]
    if years < 2:
        return np.zeros((len(y), P))
    centre = np.median(deviations, 1)
    centre -= centre.mean(1, keepdims=True)
    scale = median_scale((deviations - centre[:, None]).reshape(len(y), -1), 1)
    variance = scale**2 * P / (P - 1) * years / (years - 1)
    noise = np.pi / 2 * variance / years * (P - 1) / P * (1 + 2 / years)
    return centre * np.maximum(0, 1 - noise / (centre**2).mean(1))[:, None]


def yearly(y, horizon, term):
    """Forecasts behind the last value, and errors [series, origin, step] without the term."""
    series, count = y.shape
    growth = (y[:, P:] - y[:, :-P])[:, -8 * P:]
    known = min(count - P, 8 * P)
    centre = np.median(growth, 1)
    mu = (centre * known + 6 * np.median(centre)) / (known + 6)
    spread = median_scale(growth - centre[:, None], 1)
    s = np.maximum(np.sqrt((known * spread**2 + 4 * np.median(spread) ** 2) / (known + 4)), 0.003)

    def run(d, last):
        z, m, e, found = y.copy(), np.zeros(series), np.zeros(series), []
        for t in range(P, count):
            now = d[:, t % P] if t >= last else 0
            g = y[:, t] - z[:, t - P] - mu - now
            kept = np.clip(g, -3.2 * s, 3.2 * s)
            e = g - kept
            z[:, t] = y[:, t] - 0.7 * e
            m = kept if t == P else 0.7 * m + 0.75 * (kept - 0.7 * m)
            found.append((t, z.copy(), m, e))
        return found

    def ahead(state, d, last, steps):
        t, z, m, e = state
        z = np.hstack([z[:, :t + 1], np.zeros((series, steps))])
        out = np.zeros((series, steps))
        k = (t + 1) % P
        for h in range(steps):
            m, e = 0.7 * m, 0.45 * e
            place = t + 1 + h
            # The term belongs to the year that has begun, and to no other.
            now = d[:, place % P] if k and last <= place < last + P else 0
            z[:, place] = z[:, place - P] + mu + m + e + now
            out[:, h] = z[:, place]
        if k:
            to = slice(t + 1 - k, t + 1)
            before = slice(t + 1 - k - P, t + 1 - P)
            rate = np.log(np.exp(y[:, to]).sum(1) / np.exp(y[:, before]).sum(1)) - d[:, :k].mean(1)
            for h in range(min(P - k, steps)):
                rival = y[:, t + 1 + h - P] + rate + d[:, k + h]
                out[:, h] += 0.2 * (rival - out[:, h])
        return out

    none, last = np.zeros((series, P)), count // P * P
    errors = np.full((series, count, H), np.nan)
    for state in run(none, count)[:-1]:
        t = state[0]
        steps = min(H, count - 1 - t)
        errors[:, t, :steps] = y[:, t + 1:t + 1 + steps] - ahead(state, none, count, steps)
    return ahead(run(term, last)[-1], term, last, horizon), errors, mu


def steps(y, horizon):
    series, count = y.shape
    growth = np.diff(y, axis=1)
    recent = growth[:, -20 * P:]
    mu = np.median(recent, 1)
    s = np.maximum(median_scale(recent - mu[:, None], 1), 1e-4)
    u = np.clip(growth - mu[:, None], -3 * s[:, None], 3 * s[:, None])
    v = u[:, -20 * P:] / s[:, None]
    phi = ((v[:, 1:] * v[:, :-1]).sum(1) + 12 * 0.35) / ((v[:, :-1] ** 2).sum(1) + 12)
    phi = np.clip(phi, -0.5, 0.9)

    def ahead(t, many):
        path = np.stack([phi ** (h + 1) * u[:, t - 1] + mu for h in range(many)], 1)
        return y[:, t, None] + path.cumsum(1)

    errors = np.full((series, count, H), np.nan)
    for t in range(1, count - 1):
        many = min(H, count - 1 - t)
        errors[:, t, :many] = y[:, t + 1:t + 1 + many] - ahead(t, many)
    return ahead(count - 1, horizon), errors, phi, mu


def weight(a, b):
    top = bottom = 0.0
    for x, z in zip(a[:, -1 - 20 * P:], b[:, -1 - 20 * P:]):
        both = np.isfinite(x) & np.isfinite(z)
        x, z = x[both], z[both]
        sx, sz = median_scale(x), median_scale(z)
        unit = min(sx, sz) + 1e-9
        x, z = np.clip(x, -4 * sx, 4 * sx) / unit, np.clip(z, -4 * sz, 4 * sz) / unit
        top += (x * (x - z)).sum() / len(a)
        bottom += ((x - z) ** 2).sum() / len(a)
    return float(np.clip((top + 0.5 * 4) / (bottom + 4), 0, 1))


def likeliest(errors, shares):
    """The scale with the largest weighted likelihood of a Student's t with five degrees of freedom."""
    def loss(log_scale):
        return -(shares * stats.t.logpdf(errors, 5, scale=np.exp(log_scale))).sum()
    return np.exp(optimize.minimize_scalar(loss, bounds=(-12, 0), method="bounded", options={"xatol": 1e-9}).x)


def case(name, y, horizon):
    term = within(y)
    fa, ea, mua = yearly(y, horizon, term)
    fb, eb, phi, mub = steps(y, horizon)
    w = weight(ea, eb)
    one = ((1 - w) * ea + w * eb)[:, P:-1, 0]
    n = one.shape[1]
    shares = 0.95 ** np.arange(n)[::-1]
    least = 0.5 * 0.6 * (shares * one**2).sum(1) / shares.sum()
    squares = np.maximum([likeliest(e, shares) ** 2 for e in one], least)
    pooled = (n * squares + 8 * np.median(squares)) / (n + 8) * (1 + 2 / n)
    a = np.array([1] + [0.75 * 0.7**j + 0.1 for j in range(1, horizon)])
    b = (np.median(phi) ** np.arange(horizon)).cumsum()
    return {
        "name": name, "logarithms": y.tolist(), "within": term.tolist(), "weight": w,
        "means": ((1 - w) * fa + w * fb).tolist(), "surprises": np.sqrt(pooled).tolist(),
        "longRun": ((1 - w) * mua + w * P * mub).tolist(), "responses": ((1 - w) * a + w * b).tolist(),
    }


def main():
    draw = np.random.default_rng(19)
    cases = []
    for name, count, season, rise in (
        ("adjusted", 58, 0, 0), ("raw", 43, 0.2, 0), ("raw, rising within years", 47, 0.2, 0.008),
        ("raw, short", 14, 0.1, 0),
    ):
        rows = []
        for _ in range(3):
            noise = 0.008 * draw.standard_t(4, count)
            shock = np.zeros(count)
            for t in range(count):
                shock[t] = 0.4 * shock[t - 1] + noise[t] if t else noise[t]
            pattern = np.array([-1, 0.2, 0.1, 0.7]) * season
            drift = np.array([-1, -0.3, 0.3, 1]) * rise
            time = np.arange(count)
            level = shock.cumsum() if season == 0 else (0.3 if rise else 3) * shock
            rows.append(5 + 0.012 * time + level + pattern[time % P] + drift[time % P] * (time // P))
        cases.append(case(name, np.array(rows), 4 - count % P))
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "within-year.json")
    with open(path, "w") as out:
        json.dump({
            "source": "equations of RobustSeasonalGrowth, RobustStepGrowth, SeasonalGrowthMixture",
            "tool": f"numpy {np.__version__}, scipy {scipy.__version__}", "generator": "within-year.py",
            "cases": cases}, out, indent=1)
        out.write("\n")
    for item in cases:
        print(item["name"], item["weight"], np.round(item["within"], 4).tolist())


if __name__ == "__main__":
    main()
