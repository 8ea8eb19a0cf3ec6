// Prints a hash of what every kernel of every instruction set of this processor gives: one line a set, all the same.
#include "path_kernels.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { LANES = 64, STEPS = 21, CELLS = LANES * STEPS, TRIANGLE = STEPS * (STEPS + 1) / 2 };

static double normals[CELLS + LANES], out[CELLS + LANES];

/// FNV-1a (Fowler, Noll, Vo).
static unsigned long long hash(const void *bytes, size_t count) {
  uint64_t sum = 14695981039346656037ull;
  for (size_t i = 0; i < count; i++) { sum = (sum ^ ((const unsigned char *)bytes)[i]) * 1099511628211ull; }
  return sum;
}

static void tell(const char *name, const void *bytes, size_t count) { printf("%s %016llx ", name, hash(bytes, count)); }

static void answer(const struct pk_kernels *kernels) {
  unsigned long long fills = 0;
  for (uint32_t stream = 0; stream < 50; stream++) {
    kernels->fill_normals(normals, 726 + stream, stream, (uint64_t)stream << 30, LANES, 0, STEPS);
    fills = fills * 31 + hash(normals, sizeof(double) * CELLS);
  }
  printf("fill_normals %016llx ", fills);
  double widths[LANES], *mean = normals + 100, *left = normals + 200, *right = normals + 300, *rows = normals + 400;
  for (int lane = 0; lane < LANES; lane++) { widths[lane] = 1 + fabs(normals[lane]); }
  kernels->walk(out, normals, widths, mean, left, right, STEPS, LANES);
  tell("walk", out, sizeof(double) * CELLS);
  kernels->grow(out, normals, widths, mean, left, right, STEPS, LANES, 0.01, 50);
  tell("grow", out, sizeof(double) * CELLS);
  kernels->triangle(out, normals, widths, mean, rows, STEPS, LANES);
  tell("triangle", out, sizeof(double) * CELLS);
  size_t places[STEPS];
  uint8_t wanted[STEPS];
  for (int row = 0; row < STEPS; row++) {
    places[row] = (size_t)row * LANES;
    wanted[row] = 1;
  }
  kernels->mix(out, normals, places, rows, wanted, STEPS, 0, LANES);
  tell("mix", out, sizeof(double) * CELLS);
  memcpy(out, normals, sizeof(double) * CELLS);
  kernels->logistic(out, 2, 5, CELLS);
  tell("logistic", out, sizeof(double) * CELLS);
  kernels->exponential(out, CELLS);
  tell("exponential", out, sizeof(double) * CELLS);
  kernels->add_scaled(out, normals, 0.3, CELLS);
  kernels->add_triangular(out, normals, rows, STEPS, STEPS);
  tell("sums", out, sizeof(double) * CELLS);
  uint16_t bins[CELLS], counts[STEPS * 602] = {0};
  double sums[16 * STEPS] = {0};
  struct pk_cell records[STEPS];
  size_t starts[STEPS];
  for (size_t row = 0; row < STEPS; row++) {
    records[row] = (struct pk_cell){-3, 100, 601, 0.1, INFINITY, -INFINITY, {0}};
    starts[row] = row * 602;
  }
  kernels->count_values(normals, LANES, LANES, STEPS, records, bins, LANES, sums);
  tell("count_values", bins, sizeof bins);
  tell("extremes", records, sizeof records);
  tell("means", sums, sizeof sums);
  // Of 400 bins from -2 on some values lie outside on either side.
  memset(sums, 0, sizeof sums);
  for (size_t row = 0; row < STEPS; row++) {
    records[row] = (struct pk_cell){-2, 100, 401, 0.1, INFINITY, -INFINITY, {0}};
  }
  uint16_t images[CELLS];
  kernels->count_images(normals, LANES, LANES, STEPS, records, images, LANES, sums);
  tell("count_images", images, sizeof images);
  tell("image_extremes", records, sizeof records);
  tell("outside", sums, sizeof sums);
  kernels->increment(counts, starts, STEPS, bins, LANES, 1, LANES - 3);
  tell("increment", counts, sizeof counts);
  const uint64_t mask = kernels->within(normals, LANES, -0.5, 1);
  tell("within", &mask, sizeof mask);
  kernels->take_away(out, normals, 0.1, normals + LANES, -2, normals + 2 * LANES, 3, normals + 3 * LANES, LANES);
  tell("take_away", out, sizeof(double) * LANES);
  kernels->place_around(normals, CELLS / 32 * 32, false, 0, 0.1, 0.01, -8, 20, 601, bins);
  tell("place_around", bins, sizeof bins);
  kernels->place_around(normals, CELLS / 32 * 32, true, 3, 0.1, 0.01, -8, 20, 601, bins);
  tell("place_around_logarithms", bins, sizeof bins);
  memcpy(out, normals, sizeof(double) * CELLS);
  kernels->portion(out, 3, 100, CELLS);
  kernels->publish(out, 0.25, -40, 60, CELLS);
  kernels->lead(out, out, 2, 0.3, CELLS);
  kernels->add_drifted(out, normals, normals + LANES, 0.1, 0.4, CELLS);
  tell("finishing", out, sizeof(double) * CELLS);
  double uniforms[2 * LANES];
  kernels->fill_uniforms(uniforms, 7, 8, 0, LANES, 0, 1);
  kernels->normals_of(out, uniforms, uniforms + LANES, LANES);
  kernels->go_on(out + LANES, uniforms, normals, normals + LANES, 2, 1.1, 0.3, LANES);
  const ptrdiff_t steps[2] = {0, 2};
  kernels->reach(out + 2 * LANES, uniforms, normals, normals + 3, normals + 9, steps, 2, 1, true, LANES);
  kernels->reach(out + 2 * LANES, normals, uniforms, normals + 5, normals, steps, 2, 3, false, LANES);
  tell("reach", out + 2 * LANES, sizeof(double) * 3 * LANES);
  tell("going_on", out, sizeof(double) * 2 * LANES);
  printf("\n");
}

int main(void) {
  for (int level = 0; level <= (int)pk_best_level(); level++) { answer(pk_kernels_for((enum pk_level)level)); }
  return 0;
}
