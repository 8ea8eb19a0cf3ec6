// Loops over blocks of paths, compiled once for each instruction set of the processor.
//
// Every kernel is a sum of separately rounded IEEE 754 operations in a stated order, without fused
// multiply-add and without the C library: all instruction sets give the same bits.

#ifndef FORECAST_PATH_KERNELS_H
#define FORECAST_PATH_KERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Instruction sets, from the one that every processor has.
enum pk_level { PK_BASELINE = 0, PK_AVX2 = 1, PK_AVX512 = 2 };

/// Where values are counted, and what has been seen: one line of the cache.
struct pk_cell {
  /// The lower edge of the bin behind the first, which holds what lies below.
  double origin;
  /// One over the width of a bin.
  double inverse_width;
  /// The number of the last bin, which holds what lies above.
  double last;
  /// Sums run from here.
  double centre;
  /// The extremes so far.
  double smallest, largest;
  double unused[2];
};

/// The kernels of one instruction set; counts of elements are multiples of 8 where `n8` says so.
struct pk_kernels {
  /// Standard normals of paths `first_path … first_path + lanes − 1`, `steps` of them from twice `first_pair`, an even
  /// number, on;
  /// `out[step * lanes + lane]`, with room for an even number of steps; lanes is a multiple of 8, first_path a multiple of
  /// lanes.
  void (*fill_normals)(
      double *out, uint64_t seed, uint32_t stream, uint64_t first_path, size_t lanes,
      uint32_t first_pair, size_t steps);
  /// `out = weight · source`.
  void (*scale)(double *out, const double *source, double weight, size_t n8);
  /// `out += weight · source`.
  void (*add_scaled)(double *out, const double *source, double weight, size_t n8);
  /// `x += L z` for a packed lower triangle (columns from the diagonal down) of order `order`, of which
  /// the first `count` rows and columns are used.
  void (*add_triangular)(
      double *x, const double *z, const double *packed, size_t order, size_t count);
  /// `row = exp(row)`.
  void (*exponential)(double *row, size_t n8);
  /// `row = lower + width / (1 + exp(−row))`.
  void (*logistic)(double *row, double lower, double width, size_t n8);
  /// Counts the values of neighbouring rows of `lanes`, the first `n8` of each: one row a cell, whose bins go to `places`,
  /// `place_stride` apart (clamped to `0 … last`). Keeps the extremes, and adds distances from the centre and their squares to
  /// the cell's 16 sums, eight partial sums at a time.
  void (*count_values)(
      const double *rows, size_t lanes, size_t n8, size_t cells, struct pk_cell *records,
      uint16_t *places, size_t place_stride, double *sums);
  /// `out_i = Σ_{j ≤ i} L_ij source_j` for `count` rows that begin at `places` of both, elements `from` up
  /// to `to`, a multiple of 16 apart; `rows` holds the triangle row after row. Rows that are not `wanted` may be left out.
  void (*mix)(
      double *out, const double *source, const size_t *places, const double *rows,
      const uint8_t *wanted, size_t count, size_t from, size_t to);
  /// `out_t = mean_t + left_t Σ_{k ≤ t} right_k (width · normals_k)`, rows of `lanes` elements, a multiple of 16.
  void (*walk)(
      double *out, const double *normals, const double *widths, const double *mean,
      const double *left, const double *right, size_t steps, size_t lanes);
  /// `out_t = mean_t + Σ_{k ≤ t} L_tk (width · normals_k)`; `rows` holds the triangle row after row.
  void (*triangle)(
      double *out, const double *normals, const double *widths, const double *mean,
      const double *rows, size_t steps, size_t lanes);
  /// One bit for each of at most 64 lanes: whether it lies between the bounds, these included.
  uint64_t (*within)(const double *row, size_t lanes, double lower, double upper);
  /// `out = from − (weight · first + second_weight · second + third_weight · third)`.
  void (*take_away)(
      double *out, const double *from, double weight, const double *first, double second_weight,
      const double *second, double third_weight, const double *third, size_t n8);
  /// Adds one to the counts of `cells` cells, whose bins begin at `starts`, one cell's behind the other's, at places that lie
  /// slot after slot: `width` of each cell, `last_width` of them in the last slot.
  void (*increment)(
      uint16_t *counts, const size_t *starts, size_t cells, const uint16_t *places, size_t width,
      size_t slots, size_t last_width);
  /// `walk`, then the exponential, then kept inside the bounds.
  void (*grow)(
      double *out, const double *normals, const double *widths, const double *mean,
      const double *left, const double *right, size_t steps, size_t lanes, double lower,
      double upper);
  /// Auxiliary uniforms of the pairs of indices from `first_pair` on; `out[index * lanes + lane]`, lanes and paths
  /// as in `fill_normals`.
  void (*fill_uniforms)(
      double *out, uint64_t seed, uint32_t stream, uint64_t first_path, size_t lanes,
      uint32_t first_pair, size_t pairs);
  /// `row = log(row)` for normal positive numbers; a multiple of 32.
  void (*logarithm)(double *row, size_t n32);
  /// Reads a table off by straight lines between points `1 / per_unit` apart from `-limit` to `limit`; `last` is the
  /// number of the last point but one.
  void (*look_up)(
      double *row, const double *table, double limit, double per_unit, size_t last, size_t n8);
  /// `out += value` at `count` steps, rows of `n8` elements, where `levels ≤ inside` of the step, or `≤ outside` in lanes
  /// whose mark is above 0; the first time `out` is not looked at.
  void (*reach)(
      double *out, const double *levels, const double *marks, const double *inside,
      const double *outside, const ptrdiff_t *steps, size_t count, double value, bool is_first,
      size_t n8);
  /// Bins as in `count_values`, of `log(max(row + shift, 1e-300))`; a multiple of 32.
  void (*place_logarithms)(
      const double *row, size_t n32, double shift, double origin, double inverse_width,
      double last, uint16_t *places);
  /// `count_values` of the logarithms of values: bins and extremes are those of the logarithms, the sums are of the values
  /// that lie outside the bins alone.
  void (*count_images)(
      const double *rows, size_t lanes, size_t n8, size_t cells, struct pk_cell *records,
      uint16_t *places, size_t place_stride, double *sums);
  /// Bins as in `count_values`, of `asinh((u - centre) / size)`, with `u` the values or their logarithms as in
  /// `place_logarithms`; a multiple of 32.
  void (*place_around)(
      const double *row, size_t n32, bool is_logarithmic, double shift, double centre, double size,
      double origin, double inverse_width, double last, uint16_t *places);
  /// `row = whole · row / count` for whole numbers up to `count`, which become `whole` itself.
  void (*portion)(double *row, double count, double whole, size_t n8);
  /// Rounds to multiples of `resolution`, 0 for none, and keeps inside the bounds; what is no number stays so.
  void (*publish)(double *row, double resolution, double lower, double upper, size_t n8);
  /// `out = start + (ends - start) · share`.
  void (*lead)(double *out, const double *ends, double start, double share, size_t n8);
  /// `row += middle ± sqrt((offsets - middle)² + (drift · scores)²)`, below the middle where the score is below 0.
  void (*add_drifted)(
      double *row, const double *offsets, const double *scores, double middle, double drift,
      size_t n8);
  /// `out = sqrt(-2 log uniforms) · cos 2π turns`; a multiple of 32.
  void (*normals_of)(double *out, const double *uniforms, const double *turns, size_t n32);
  /// `out = starts · (drawn / median) · (factor · exp(weight · logarithms))`; a multiple of 32.
  void (*go_on)(
      double *out, const double *starts, const double *logarithms, const double *drawn,
      double median, double factor, double weight, size_t n32);
};

/// The best instruction set of this processor.
enum pk_level pk_best_level(void);

/// The kernels of an instruction set; the processor must have it.
const struct pk_kernels *pk_kernels_for(enum pk_level level);

#endif
