"""Joint paths in numba, compiled ahead of the timing, all loops fused, on two threads.

Prints the seconds of the run, without imports and compilation, then the same figures as engine-benchmark.
"""
import sys
import time

import numba
import numpy as np

INDICATORS, MONTHS, BINS = 30, 72, 2048


@numba.njit(fastmath=True, parallel=True)
def simulate(paths, threads, factor, low, scale):
    counts = np.zeros((threads, INDICATORS, MONTHS, BINS), dtype=np.int32)
    met = np.zeros((threads, INDICATORS), dtype=np.int64)
    joint = np.zeros(threads, dtype=np.int64)
    for thread in numba.prange(threads):
        np.random.seed(726 + thread)
        normals = np.empty(INDICATORS)
        level = np.empty(INDICATORS)
        for _ in range(paths * thread // threads, paths * (thread + 1) // threads):
            level[:] = 0.0
            for month in range(MONTHS):
                for i in range(INDICATORS):
                    normals[i] = np.random.standard_normal()
                for i in range(INDICATORS):
                    step = 0.005
                    for j in range(i + 1):
                        step += factor[i, j] * normals[j]
                    level[i] += step
                    value = np.exp(level[i])
                    cell = int((value - low[month]) * scale[month])
                    counts[thread, i, month, min(max(cell, 0), BINS - 1)] += 1
            every = True
            for i in range(INDICATORS):
                hit = np.exp(level[i]) >= 1.4
                met[thread, i] += hit
                every = every and hit
            joint[thread] += every
    return counts, met, joint


def main():
    paths, threads = int(sys.argv[1]), int(sys.argv[2])
    numba.set_num_threads(threads)
    factor = 0.02 * np.linalg.cholesky(
        np.full((INDICATORS, INDICATORS), 0.3) + 0.7 * np.eye(INDICATORS))
    month = np.arange(1, MONTHS + 1)
    low = np.exp(0.005 * month - 6 * 0.02 * np.sqrt(month))
    scale = BINS / (np.exp(0.005 * month + 6 * 0.02 * np.sqrt(month)) - low)
    simulate(100, threads, factor, low, scale)
    start = time.perf_counter()
    counts, met, joint = simulate(paths, threads, factor, low, scale)
    cumulated = counts.sum(axis=0).cumsum(axis=2)
    total = 0.0
    for p in (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95):
        place = (cumulated >= p * paths).argmax(axis=2)
        total += (low + (place + 0.5) / scale).sum()
    print(time.perf_counter() - start)
    print(total / (INDICATORS * MONTHS * 7), met.sum(axis=0)[0] / paths, joint.sum() / paths)


main()
