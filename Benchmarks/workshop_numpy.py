"""The workload of the workshop scenario in vectorised numpy: what an analyst would write.

51 indicators, 100,000 paths: six yearly steps for 39 judged ones, 21 for 12 fitted ones; one fitted
correlation, one independent and one strong; means, deviations, nine quantiles of every cell, hits and joint
hits of 51 targets. Prints one number, so that nothing can be left out.
"""
import sys

import numpy as np

paths = int(sys.argv[1])
rng = np.random.Generator(np.random.SFC64(726))
probabilities = [0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975]
check = 0.0
for rho in (0.05, 0.0, 0.5):
    factor = np.linalg.cholesky(np.full((51, 51), rho) + (1 - rho) * np.eye(51))
    met = np.ones(paths, dtype=bool)
    count = np.zeros(paths, dtype=np.int64)
    block = 10_000
    cells = [[] for _ in range(51 * 21)]
    for first in range(0, paths, block):
        values = np.empty((51, 21, block))
        walk = np.zeros((12, block))
        judged = np.zeros((39, block))
        for step in range(21):
            z = factor @ rng.standard_normal((51, block))
            walk += 0.07 + 0.02 * z[:12]
            values[:12, step] = np.exp(walk)
            if step < 6:
                judged += z[12:]
                values[12:, step] = judged
        for indicator in range(51):
            steps = 21 if indicator < 12 else 6
            hit = values[indicator, 5] >= 1.0
            met[first : first + block] &= hit
            count[first : first + block] += hit
            if rho == 0.05:
                for step in range(steps):
                    cells[indicator * 21 + step].append(values[indicator, step].copy())
    if rho == 0.05:
        for cell in cells:
            if cell:
                sample = np.concatenate(cell)
                check += sample.mean() + sample.std() + np.quantile(sample, probabilities).sum()
    check += met.mean() + count.mean()
print(check)
