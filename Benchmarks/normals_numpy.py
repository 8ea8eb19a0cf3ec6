"""Standard normals in numpy, one thread, in blocks that stay in cache; the seconds of each of its generators."""
import sys
import time

import numpy as np

count = int(sys.argv[1])
block = np.empty(2000)
for generator in (np.random.SFC64, np.random.PCG64, np.random.PCG64DXSM, np.random.Philox, np.random.MT19937):
    rng = np.random.Generator(generator(726))
    rng.standard_normal(out=block)
    start = time.perf_counter()
    for _ in range(count // block.size):
        rng.standard_normal(out=block)
    print(generator.__name__, time.perf_counter() - start)
