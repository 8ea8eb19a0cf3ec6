// The kernels, written once over vectors of eight; included once for each instruction set.
// PK_NAME(name) gives the names of this set, PK_TARGET its attribute.

#define PK_INLINE static inline __attribute__((always_inline)) PK_TARGET

#define f64x8 PK_NAME(f64x8)
#define u64x8 PK_NAME(u64x8)
typedef double f64x8 __attribute__((ext_vector_type(8)));
typedef uint64_t u64x8 __attribute__((ext_vector_type(8)));
#define f64x16 PK_NAME(f64x16)
#define i32x8 PK_NAME(i32x8)
typedef double f64x16 __attribute__((ext_vector_type(16)));
#define u16x8 PK_NAME(u16x8)
typedef uint16_t u16x8 __attribute__((ext_vector_type(8)));
typedef int32_t i32x8 __attribute__((ext_vector_type(8)));
#define b1x8 PK_NAME(b1x8)
typedef bool b1x8 __attribute__((ext_vector_type(8)));
// Several registers side by side: chains of dependent operations then overlap.
#define f64xw PK_NAME(f64xw)
#define u64xw PK_NAME(u64xw)
typedef double f64xw __attribute__((ext_vector_type(PK_WIDTH)));
typedef uint64_t u64xw __attribute__((ext_vector_type(PK_WIDTH)));
#define i32xw PK_NAME(i32xw)
#define u16xw PK_NAME(u16xw)
typedef int32_t i32xw __attribute__((ext_vector_type(PK_WIDTH)));
typedef uint16_t u16xw __attribute__((ext_vector_type(PK_WIDTH)));

// As many lanes of four rows as stay in registers.
#define f64xm PK_NAME(f64xm)
typedef double f64xm __attribute__((ext_vector_type(PK_MIX)));

PK_INLINE void PK_NAME(load)(f64x8 *to, const double *from) { memcpy(to, from, sizeof *to); }

PK_INLINE void PK_NAME(store)(double *to, const f64x8 *from) { memcpy(to, from, sizeof *from); }

PK_INLINE void PK_NAME(load16)(f64x16 *to, const double *from) { memcpy(to, from, sizeof *to); }

PK_INLINE void PK_NAME(store16)(double *to, const f64x16 *from) { memcpy(to, from, sizeof *from); }

PK_INLINE void PK_NAME(loadm)(f64xm *to, const double *from) { memcpy(to, from, sizeof *to); }

PK_INLINE void PK_NAME(storem)(double *to, const f64xm *from) { memcpy(to, from, sizeof *from); }

PK_INLINE void PK_NAME(loadw)(f64xw *to, const double *from) { memcpy(to, from, sizeof *to); }

PK_INLINE void PK_NAME(storew)(double *to, const f64xw *from) { memcpy(to, from, sizeof *from); }

// e^x: see PortableMath.exp, which has the same operations in the same order.
PK_INLINE void PK_NAME(exp_w)(f64xw *argument) {
  f64xw x = *argument;
  x = x > -708.0 ? x : (f64xw)(-708.0);
  x = x < 709.0 ? x : (f64xw)(709.0);
  f64xw shifted = x * 1.4426950408889634 + PK_MAGIC;
  f64xw k = shifted - PK_MAGIC;
  f64xw r = (x - k * 0x1.62E42FEFA0000p-1) - k * 0x1.CF79ABC9E3B3Ap-40;
  f64xw sum = (f64xw)(2.5117897913821334e-08);
  sum = sum * r + 2.763126388078867e-07;
  sum = sum * r + 2.755721616408463e-06;
  sum = sum * r + 2.4801489986317798e-05;
  sum = sum * r + 0.00019841269917560313;
  sum = sum * r + 0.0013888888946975502;
  sum = sum * r + 0.008333333333307113;
  sum = sum * r + 0.04166666666651556;
  sum = sum * r + 0.166666666666667;
  sum = sum * r + 0.5000000000000012;
  sum = sum * r + 1.0;
  sum = sum * r + 1.0;
  // Times 2^k: the whole number k is added to the exponent, which stays normal between the clamps.
  *argument = (f64xw)((u64xw)sum + ((u64xw)shifted << 52));
}

// log x of normal positive numbers: see PortableMath.log.
PK_INLINE void PK_NAME(log_w)(f64xw *argument) {
  u64xw bits = (u64xw)*argument;
  u64xw biased = (bits + 0x3FF0000000000000 - 0x3FE6A09E667F3BCD) >> 52;
  f64xw k = (f64xw)(biased + (PK_MAGIC_BITS - 1023)) - PK_MAGIC;
  f64xw m = (f64xw)(bits - ((biased - 1023) << 52));
  f64xw f = (m - 1.0) / (m + 1.0);
  f64xw s = f * f;
  f64xw sum = (f64xw)(0.0739797676260412);
  sum = sum * s + 0.07657025081122336;
  sum = sum * s + 0.09091782171110947;
  sum = sum * s + 0.11111099286420233;
  sum = sum * s + 0.14285714371195798;
  sum = sum * s + 0.19999999999707327;
  sum = sum * s + 0.3333333333333367;
  f64xw tail = sum * s * f;
  *argument = k * 0x1.62E42FEFA0000p-1 + (2.0 * f + (2.0 * tail + k * 0x1.CF79ABC9E3B3Ap-40));
}

// The full product of the lower halves of two words. Written with `&` and `*`, some of them become multiplications of
// whole words, which take three times as long.
PK_INLINE void PK_NAME(product_w)(u64xw *product, const u64xw *words, uint64_t factor) {
#if defined(__x86_64__)
  for (size_t part = 0; part < PK_WIDTH; part += PK_REGISTER) {
    PK_INTEGER register_words;
    memcpy(&register_words, (const uint64_t *)words + part, sizeof register_words);
    register_words = PK_PRODUCT(register_words, PK_REPEAT((int64_t)factor));
    memcpy((uint64_t *)product + part, &register_words, sizeof register_words);
  }
#else
  *product = (*words & (u64xw)(0xFFFFFFFFull)) * factor;
#endif
}

// Philox4x32-7 for neighbouring counters, which differ in their lowest word: see Philox.words. The upper halves of the
// words hold what the next multiplication ignores. `keys` holds the pairs of round keys.
PK_INLINE void PK_NAME(philox_w)(
    uint64_t low_path, uint64_t high_path, uint64_t block, uint64_t stream, const uint64_t *keys,
    u64xw *first_bits, u64xw *second_bits) {
  const u64xw mask = (u64xw)(0xFFFFFFFFull);
  u64xw a;
  memcpy(&a, pk_lanes, sizeof a);
  a += low_path;
  u64xw b = (u64xw)(high_path), c = (u64xw)(block), d = (u64xw)(stream);
#pragma clang loop unroll(full)
  for (int round = 0; round < PK_ROUNDS; round += 1) {
    u64xw top, bottom;
    PK_NAME(product_w)(&top, &a, 0xD2511F53ull);
    PK_NAME(product_w)(&bottom, &c, 0xCD9E8D57ull);
    a = (bottom >> 32) ^ b ^ keys[2 * round];
    c = (top >> 32) ^ d ^ keys[2 * round + 1];
    b = bottom;
    d = top;
  }
  *first_bits = (a & mask) | b << 32;
  *second_bits = (c & mask) | d << 32;
}

PK_INLINE void PK_NAME(uniform_w)(const u64xw *bits, f64xw *uniform) {
  *uniform = (f64xw)((*bits >> 12) | 0x3FF0000000000000) - 0x1.FFFFFFFFFFFFFp-1;
}

PK_INLINE void PK_NAME(schedule)(uint64_t *keys, uint64_t seed) {
  uint32_t low = (uint32_t)seed, high = (uint32_t)(seed >> 32);
  for (int round = 0; round < PK_ROUNDS; round += 1) {
    keys[2 * round] = low;
    keys[2 * round + 1] = high;
    low += 0x9E3779B9u;
    high += 0xBB67AE85u;
  }
}

// Auxiliary uniforms: see RandomStream.uniform.
PK_TARGET static void PK_NAME(fill_uniforms)(
    double *out, uint64_t seed, uint32_t stream, uint64_t first_path, size_t lanes,
    uint32_t first_pair, size_t pairs) {
  uint64_t keys[2 * PK_ROUNDS];
  PK_NAME(schedule)(keys, seed);
  for (size_t pair = 0; pair < pairs; pair += 1) {
    double *first = out + 2 * pair * lanes;
    const uint64_t block = 0x80000000ull | (first_pair + pair);
    for (size_t lane = 0; lane < lanes; lane += PK_WIDTH) {
      u64xw even_bits, odd_bits;
      f64xw even, odd;
      uint64_t path = first_path + lane;
      PK_NAME(philox_w)
      (path & 0xFFFFFFFFull, path >> 32, block, stream, keys, &even_bits, &odd_bits);
      PK_NAME(uniform_w)(&even_bits, &even);
      PK_NAME(uniform_w)(&odd_bits, &odd);
      PK_NAME(storew)(first + lane, &even);
      PK_NAME(storew)(first + lanes + lane, &odd);
    }
  }
}

// sqrt(-2 log u) for uniforms below 1: see RandomStream.radius.
PK_INLINE void PK_NAME(radius_w)(f64xw *uniform) {
  u64xw bits = (u64xw)*uniform;
  u64xw biased = (bits + 0x3FF0000000000000 - 0x3FE6A09E667F3BCD) >> 52;
  f64xw k = (f64xw)(biased + (PK_MAGIC_BITS - 1023)) - PK_MAGIC;
  f64xw m = (f64xw)(bits - ((biased - 1023) << 52));
  f64xw f = (m - 1.0) / (m + 1.0);
  f64xw s = f * f;
  f64xw sum = (f64xw)(-0.47239278269921153);
  sum = sum * s - 0.5706973717371737;
  sum = sum * s - 0.8000077566497418;
  sum = sum * s - 1.3333333046009035;
  sum = sum * s - 4.000000000017018;
  *uniform = __builtin_elementwise_sqrt(sum * f + k * -0x1.62e42fefa39efp+0);
}

// A point of a circle of radius r, by the lowest 24 bits: see RandomStream.around.
PK_INLINE void PK_NAME(around_w)(
    const f64xw *radius, const u64xw *bits, f64xw *first_out, f64xw *second_out) {
  u64xw word = *bits;
  f64xw t = (f64xw)((word << 30 & 0x000FFFFFC0000000) | 0x3FF0000000000000) - 0x1.7FFFFEp0;
  f64xw r = (f64xw)((u64xw)*radius ^ (word << 40 & 0x8000000000000000));
  f64xw s = t * t;
  f64xw sine = (f64xw)(0.00015819507428092063);
  sine = sine * s - 0.004681260627569026;
  sine = sine * s + 0.079692581842889;
  sine = sine * s - 0.6459640961024181;
  sine = sine * s + 1.57079632678775;
  f64xw cosine = (f64xw)(-2.4857068321092395e-05);
  cosine = cosine * s + 0.0009191659011992487;
  cosine = cosine * s - 0.02086346903165282;
  cosine = cosine * s + 0.253669507264342;
  cosine = cosine * s - 1.2337005501249463;
  cosine = cosine * s + 1.0;
  u64xw one = (u64xw)(r * cosine), other = (u64xw)(r * (t * sine));
  u64xw apart = (one ^ other) & (0 - (word >> 22 & 1));
  *first_out = (f64xw)(one ^ apart);
  *second_out = (f64xw)(other ^ apart);
}

// Words of a counter for two pairs, or for the last one: uniforms in the first row of each, bits in the second.
PK_INLINE void PK_NAME(draw_w)(
    double *first, size_t lanes, uint64_t path, uint64_t block, uint64_t stream,
    const uint64_t *keys, bool are_two) {
  u64xw one, other;
  f64xw uniform;
  PK_NAME(philox_w)(path & 0xFFFFFFFFull, path >> 32, block, stream, keys, &one, &other);
  PK_NAME(uniform_w)(&one, &uniform);
  PK_NAME(storew)(first, &uniform);
  memcpy(first + lanes, &one, sizeof one);
  if (!are_two) { return; }
  PK_NAME(uniform_w)(&other, &uniform);
  PK_NAME(storew)(first + 2 * lanes, &uniform);
  memcpy(first + 3 * lanes, &other, sizeof other);
}

PK_INLINE void PK_NAME(root_w)(double *first) {
  f64xw radius;
  PK_NAME(loadw)(&radius, first);
  PK_NAME(radius_w)(&radius);
  PK_NAME(storew)(first, &radius);
}

PK_INLINE void PK_NAME(turn_w)(double *first, size_t lanes) {
  f64xw radius, one, other;
  u64xw bits;
  PK_NAME(loadw)(&radius, first);
  memcpy(&bits, first + lanes, sizeof bits);
  PK_NAME(around_w)(&radius, &bits, &one, &other);
  PK_NAME(storew)(first, &one);
  PK_NAME(storew)(first + lanes, &other);
}

// Radii of one place, turns of the one before and counters of the one behind it stand side by side: divisions and roots,
// of which the processor works on one at a time, then overlap with the rest.
PK_TARGET static void PK_NAME(fill_normals)(
    double *out, uint64_t seed, uint32_t stream, uint64_t first_path, size_t lanes,
    uint32_t first_pair, size_t steps) {
  uint64_t keys[2 * PK_ROUNDS];
  PK_NAME(schedule)(keys, seed);
  const size_t pairs = (steps + 1) / 2, twos = (pairs + 1) / 2;
  double *drawn = NULL, *rooted = NULL;
  bool is_drawn_two = false, is_rooted_two = false;
  size_t two = 0, lane = 0;
  while (two < twos || drawn != NULL || rooted != NULL) {
    double *next = NULL;
    const bool is_two = 2 * two + 1 < pairs;
    if (drawn != NULL) { PK_NAME(root_w)(drawn); }
    if (rooted != NULL) { PK_NAME(turn_w)(rooted, lanes); }
    if (drawn != NULL && is_drawn_two) { PK_NAME(root_w)(drawn + 2 * lanes); }
    if (rooted != NULL && is_rooted_two) { PK_NAME(turn_w)(rooted + 2 * lanes, lanes); }
    if (two < twos) {
      next = out + 4 * two * lanes + lane;
      PK_NAME(draw_w)
      (next, lanes, first_path + lane, (first_pair + 2 * two) / 2, stream, keys, is_two);
    }
    rooted = drawn;
    is_rooted_two = is_drawn_two;
    drawn = next;
    is_drawn_two = is_two;
    lane += PK_WIDTH;
    if (lane >= lanes) {
      lane = 0;
      two += 1;
    }
  }
}

PK_TARGET static void PK_NAME(scale)(
    double *out, const double *source, double weight, size_t n8) {
  for (size_t index = 0; index < n8; index += 8) {
    f64x8 value;
    PK_NAME(load)(&value, source + index);
    value = weight * value;
    PK_NAME(store)(out + index, &value);
  }
}

PK_TARGET static void PK_NAME(add_scaled)(
    double *out, const double *source, double weight, size_t n8) {
  for (size_t index = 0; index < n8; index += 8) {
    f64x8 value, sum;
    PK_NAME(load)(&value, source + index);
    PK_NAME(load)(&sum, out + index);
    sum = sum + weight * value;
    PK_NAME(store)(out + index, &sum);
  }
}

PK_TARGET static void PK_NAME(add_triangular)(
    double *restrict x, const double *restrict z, const double *restrict packed, size_t order,
    size_t count) {
  for (size_t column = 0; column < count; column += 1) {
    const double score = z[column];
    double *restrict rest = x + column;
    const size_t rows = count - column;
    size_t row = 0;
    for (; row + 8 <= rows; row += 8) {
      f64x8 entry, sum;
      PK_NAME(load)(&entry, packed + row);
      PK_NAME(load)(&sum, rest + row);
      sum = sum + entry * score;
      PK_NAME(store)(rest + row, &sum);
    }
    for (; row < rows; row += 1) { rest[row] = rest[row] + packed[row] * score; }
    packed += order - column;
  }
}

PK_TARGET static void PK_NAME(exponential)(double *row, size_t nw) {
  for (size_t index = 0; index < nw; index += PK_WIDTH) {
    f64xw value;
    PK_NAME(loadw)(&value, row + index);
    PK_NAME(exp_w)(&value);
    PK_NAME(storew)(row + index, &value);
  }
}

PK_TARGET static void PK_NAME(logarithm)(double *row, size_t nw) {
  for (size_t index = 0; index < nw; index += PK_WIDTH) {
    f64xw value;
    PK_NAME(loadw)(&value, row + index);
    PK_NAME(log_w)(&value);
    PK_NAME(storew)(row + index, &value);
  }
}

// Straight lines between the points of a table: see ScoreTable.View.value.
PK_TARGET static void PK_NAME(look_up)(
    double *row, const double *table, double limit, double per_unit, size_t last, size_t n8) {
  const double first_place = -limit;
  for (size_t index = 0; index < n8; index += 8) {
    f64x8 value;
    PK_NAME(load)(&value, row + index);
    value = value > first_place ? value : (f64x8)(first_place);
    value = value < limit ? value : (f64x8)(limit);
    value = (value + limit) * per_unit;
    int32_t cells[8];
    i32x8 cell = __builtin_convertvector(value, i32x8);
    memcpy(cells, &cell, sizeof cell);
    double low[8], high[8];
#pragma clang loop unroll(full)
    for (size_t lane = 0; lane < 8; lane += 1) {
      size_t place = (size_t)cells[lane];
      place = place < last ? place : last;
      cells[lane] = (int32_t)place;
      low[lane] = table[place];
      high[lane] = table[place + 1];
    }
    f64x8 below, above;
    PK_NAME(load)(&below, low);
    PK_NAME(load)(&above, high);
    memcpy(&cell, cells, sizeof cell);
    f64x8 share = value - __builtin_convertvector(cell, f64x8);
    value = below + (above - below) * share;
    PK_NAME(store)(row + index, &value);
  }
}

// Adds a value where a level is reached: `inside` for lanes of mark 0, `outside` for the others.
PK_TARGET static void PK_NAME(reach)(
    double *out, const double *levels, const double *marks, const double *inside, const double *outside,
    const ptrdiff_t *steps, size_t count, double value, bool is_first, size_t n8) {
  const f64x8 none = (f64x8)(value * 0.0);
  for (size_t place = 0; place < count; place += 1) {
    const ptrdiff_t step = steps[place];
    double *row = out + step * (ptrdiff_t)n8;
    for (size_t index = 0; index < n8; index += 8) {
      f64x8 level, mark, sum;
      PK_NAME(load)(&level, levels + index);
      PK_NAME(load)(&mark, marks + index);
      f64x8 bound = mark > 0.0 ? (f64x8)(outside[step]) : (f64x8)(inside[step]);
      f64x8 one = level <= bound ? (f64x8)(value) : none;
      if (!is_first) {
        PK_NAME(load)(&sum, row + index);
        one = sum + one;
      }
      PK_NAME(store)(row + index, &one);
    }
  }
}

PK_TARGET static void PK_NAME(logistic)(double *row, double lower, double width, size_t nw) {
  for (size_t index = 0; index < nw; index += PK_WIDTH) {
    f64xw value;
    PK_NAME(loadw)(&value, row + index);
    value = -value;
    PK_NAME(exp_w)(&value);
    value = lower + width / (1.0 + value);
    PK_NAME(storew)(row + index, &value);
  }
}

// Four rows of the product at a time, so that a source row is read once for four.
PK_TARGET static void PK_NAME(mix)(
    double *out, const double *source, const size_t *places, const double *rows,
    const uint8_t *wanted, size_t count, size_t from, size_t to) {
  for (size_t index = from; index < to; index += PK_MIX) {
    const double *weights = rows;
    size_t row = 0;
    for (; row + 4 <= count; row += 4) {
      const double *a = weights, *b = a + row + 1, *c = b + row + 2, *d = c + row + 3;
      weights = d + row + 4;
      if (!(wanted[row] | wanted[row + 1] | wanted[row + 2] | wanted[row + 3])) { continue; }
      f64xm va, vb, vc, vd, value;
      PK_NAME(loadm)(&va, source + places[row] + index);
      PK_NAME(loadm)(&vb, source + places[row + 1] + index);
      PK_NAME(loadm)(&vc, source + places[row + 2] + index);
      PK_NAME(loadm)(&vd, source + places[row + 3] + index);
      f64xm sa = a[row] * va, sb = b[row + 1] * vb, sc = c[row + 2] * vc, sd = d[row + 3] * vd;
      // The lines of the next turn are fetched meanwhile, each row's in its own place of memory.
#pragma clang loop unroll(full)
      for (size_t near = 0; near < 4; near += 1) {
        __builtin_prefetch(source + places[row + near] + index + PK_MIX);
        __builtin_prefetch(out + places[row + near] + index + PK_MIX, 1);
      }
      for (size_t column = 0; column < row; column += 1) {
        PK_NAME(loadm)(&value, source + places[column] + index);
        sa = sa + a[column] * value;
        sb = sb + b[column] * value;
        sc = sc + c[column] * value;
        sd = sd + d[column] * value;
      }
      sb = sb + b[row] * va;
      sc = sc + c[row] * va;
      sc = sc + c[row + 1] * vb;
      sd = sd + d[row] * va;
      sd = sd + d[row + 1] * vb;
      sd = sd + d[row + 2] * vc;
      PK_NAME(storem)(out + places[row] + index, &sa);
      PK_NAME(storem)(out + places[row + 1] + index, &sb);
      PK_NAME(storem)(out + places[row + 2] + index, &sc);
      PK_NAME(storem)(out + places[row + 3] + index, &sd);
    }
    for (; row < count; row += 1) {
      f64xm sum, value;
      PK_NAME(loadm)(&sum, source + places[row] + index);
      sum = weights[row] * sum;
      for (size_t column = 0; column < row; column += 1) {
        PK_NAME(loadm)(&value, source + places[column] + index);
        sum = sum + weights[column] * value;
      }
      PK_NAME(storem)(out + places[row] + index, &sum);
      weights += row + 1;
    }
  }
}

PK_TARGET static void PK_NAME(walk)(
    double *out, const double *normals, const double *widths, const double *mean,
    const double *left, const double *right, size_t steps, size_t lanes) {
  for (size_t lane = 0; lane < lanes; lane += 16) {
    f64x16 width, sum = (f64x16)(0.0);
    PK_NAME(load16)(&width, widths + lane);
    for (size_t step = 0; step < steps; step += 1) {
      f64x16 value;
      PK_NAME(load16)(&value, normals + step * lanes + lane);
      sum = sum + right[step] * (width * value);
      value = mean[step] + left[step] * sum;
      PK_NAME(store16)(out + step * lanes + lane, &value);
    }
  }
}

PK_TARGET static void PK_NAME(grow)(
    double *out, const double *normals, const double *widths, const double *mean,
    const double *left, const double *right, size_t steps, size_t lanes, double lower,
    double upper) {
  double sums[64] = {0};
  for (size_t step = 0; step < steps; step += 1) {
    for (size_t lane = 0; lane < lanes; lane += PK_WIDTH) {
      f64xw width, sum, value;
      PK_NAME(loadw)(&width, widths + lane);
      PK_NAME(loadw)(&sum, sums + lane);
      PK_NAME(loadw)(&value, normals + step * lanes + lane);
      sum = sum + right[step] * (width * value);
      PK_NAME(storew)(sums + lane, &sum);
      value = mean[step] + left[step] * sum;
      PK_NAME(exp_w)(&value);
      value = value > lower ? value : (f64xw)(lower);
      value = value < upper ? value : (f64xw)(upper);
      PK_NAME(storew)(out + step * lanes + lane, &value);
    }
  }
}

PK_TARGET static void PK_NAME(triangle)(
    double *out, const double *normals, const double *widths, const double *mean,
    const double *rows, size_t steps, size_t lanes) {
  for (size_t lane = 0; lane < lanes; lane += 16) {
    f64x16 width, value;
    PK_NAME(load16)(&width, widths + lane);
    for (size_t step = 0; step < steps; step += 1) {
      PK_NAME(load16)(&value, normals + step * lanes + lane);
      value = width * value;
      PK_NAME(store16)(out + step * lanes + lane, &value);
    }
    // From the last row up, so that rows still hold the normals when they are read.
    for (size_t step = steps; step-- > 0;) {
      const double *weights = rows + step * (step + 1) / 2;
      f64x16 sum = (f64x16)(mean[step]);
      for (size_t column = 0; column <= step; column += 1) {
        PK_NAME(load16)(&value, out + column * lanes + lane);
        sum = sum + weights[column] * value;
      }
      PK_NAME(store16)(out + step * lanes + lane, &sum);
    }
  }
}

PK_TARGET static uint64_t PK_NAME(within)(
    const double *row, size_t lanes, double lower, double upper) {
  uint64_t mask = 0;
  size_t lane = 0;
  for (; lane + 8 <= lanes; lane += 8) {
    f64x8 value;
    PK_NAME(load)(&value, row + lane);
    b1x8 is_within = __builtin_convertvector((value >= lower) & (value <= upper), b1x8);
    uint8_t eight;
    memcpy(&eight, &is_within, sizeof eight);
    mask |= (uint64_t)eight << lane;
  }
  for (; lane < lanes; lane += 1) {
    mask |= (uint64_t)((row[lane] >= lower) & (row[lane] <= upper)) << lane;
  }
  return mask;
}

PK_TARGET static void PK_NAME(take_away)(
    double *out, const double *from, double weight, const double *first, double second_weight,
    const double *second, double third_weight, const double *third, size_t n8) {
  for (size_t index = 0; index < n8; index += 8) {
    f64x8 value, one, two, three;
    PK_NAME(load)(&value, from + index);
    PK_NAME(load)(&one, first + index);
    PK_NAME(load)(&two, second + index);
    PK_NAME(load)(&three, third + index);
    value = value - (weight * one + second_weight * two + third_weight * three);
    PK_NAME(store)(out + index, &value);
  }
}

// Adds one at the places of each cell in turn; the bins that the next cell will need are fetched meanwhile.
PK_TARGET static void PK_NAME(increment)(
    uint16_t *counts, const size_t *starts, size_t cells, const uint16_t *places, size_t width,
    size_t slots, size_t last_width) {
  const size_t stride = cells * width;
  for (size_t cell = 0; cell < cells; cell += 1) {
    uint16_t *bins = counts + starts[cell];
    if (cell + 1 < cells) {
      const uint16_t *next = counts + starts[cell + 1];
      const uint16_t *first = places + (cell + 1) * width;
      const size_t some = slots > 1 ? width : last_width;
      for (size_t index = 0; index < some; index += 1) { __builtin_prefetch(next + first[index], 1); }
    }
    // Where bins are few the next value is often in the same one, whose count is then waited for: four counts take turns.
    const bool is_small = cell + 1 < cells && starts[cell + 1] - starts[cell] <= PK_SMALL;
    uint16_t turns[4][PK_SMALL] = {{0}};
    for (size_t slot = 0; slot < slots; slot += 1) {
      const uint16_t *own = places + slot * stride + cell * width;
      const size_t count = slot + 1 < slots ? width : last_width;
      size_t index = 0;
      for (; is_small && index + 4 <= count; index += 4) {
        uint64_t four;
        memcpy(&four, own + index, sizeof four);
        turns[0][four & 0xFFFF] += 1;
        turns[1][four >> 16 & 0xFFFF] += 1;
        turns[2][four >> 32 & 0xFFFF] += 1;
        turns[3][four >> 48] += 1;
      }
      for (; index + 4 <= count; index += 4) {
        uint64_t four;
        memcpy(&four, own + index, sizeof four);
        bins[four & 0xFFFF] += 1;
        bins[four >> 16 & 0xFFFF] += 1;
        bins[four >> 32 & 0xFFFF] += 1;
        bins[four >> 48] += 1;
      }
      for (; index < count; index += 1) { bins[own[index]] += 1; }
    }
    if (is_small) {
      for (size_t bin = 0; bin < starts[cell + 1] - starts[cell]; bin += 1) {
        bins[bin] += turns[0][bin] + turns[1][bin] + turns[2][bin] + turns[3][bin];
      }
    }
  }
}

// The bins of eight values; the first and the last take what lies outside.
PK_INLINE void PK_NAME(place)(
    uint16_t *to, const f64x8 *value, double origin, double inverse_width, double last) {
  f64x8 position = (*value - origin) * inverse_width + 1.0;
  position = position > 0.0 ? position : (f64x8)(0.0);
  position = position < last ? position : (f64x8)(last);
  i32x8 place = __builtin_convertvector(position, i32x8);
  u16x8 narrow = __builtin_convertvector(place, u16x8);
  memcpy(to, &narrow, sizeof narrow);
}

// The least and the largest of all lanes.
PK_INLINE void PK_NAME(ends)(double *least, double *most, const f64x8 *smallest, const f64x8 *largest) {
  double low[8], high[8];
  PK_NAME(store)(low, smallest);
  PK_NAME(store)(high, largest);
  for (size_t half = 4; half > 0; half /= 2) {
    for (size_t lane = 0; lane < half; lane += 1) {
      low[lane] = low[lane + half] < low[lane] ? low[lane + half] : low[lane];
      high[lane] = high[lane + half] > high[lane] ? high[lane + half] : high[lane];
    }
  }
  *least = low[0];
  *most = high[0];
}

PK_TARGET static void PK_NAME(count_values)(
    const double *rows, size_t lanes, size_t n8, size_t cells, struct pk_cell *records,
    uint16_t *places, size_t place_stride, double *sums) {
  for (size_t cell = 0; cell < cells; cell += 1) {
    const double *row = rows + cell * lanes;
    uint16_t *own = places + cell * place_stride;
    const double origin = records[cell].origin, inverse_width = records[cell].inverse_width;
    const double last = records[cell].last, centre = records[cell].centre;
    f64x8 smallest = (f64x8)(__builtin_inf()), largest = (f64x8)(-__builtin_inf()), sum, squares;
    PK_NAME(load)(&sum, sums + 16 * cell);
    PK_NAME(load)(&squares, sums + 16 * cell + 8);
    for (size_t index = 0; index < n8; index += 8) {
      f64x8 value;
      PK_NAME(load)(&value, row + index);
      smallest = value < smallest ? value : smallest;
      largest = value > largest ? value : largest;
      f64x8 distance = value - centre;
      sum = sum + distance;
      squares = squares + distance * distance;
      PK_NAME(place)(own + index, &value, origin, inverse_width, last);
    }
    PK_NAME(store)(sums + 16 * cell, &sum);
    PK_NAME(store)(sums + 16 * cell + 8, &squares);
    double low, high;
    PK_NAME(ends)(&low, &high, &smallest, &largest);
    if (low < records[cell].smallest) { records[cell].smallest = low; }
    if (high > records[cell].largest) { records[cell].largest = high; }
  }
}

// Counts logarithms in bins of their own; only what lies outside of them is summed, as values.
PK_TARGET static void PK_NAME(count_images)(
    const double *rows, size_t lanes, size_t n8, size_t cells, struct pk_cell *records,
    uint16_t *places, size_t place_stride, double *sums) {
  for (size_t cell = 0; cell < cells; cell += 1) {
    const double *row = rows + cell * lanes;
    uint16_t *own = places + cell * place_stride;
    const double origin = records[cell].origin, inverse_width = records[cell].inverse_width;
    const double last = records[cell].last;
    f64x8 smallest = (f64x8)(__builtin_inf()), largest = (f64x8)(-__builtin_inf());
    for (size_t index = 0; index < n8; index += 8) {
      f64x8 value;
      PK_NAME(load)(&value, row + index);
      smallest = value < smallest ? value : smallest;
      largest = value > largest ? value : largest;
      PK_NAME(place)(own + index, &value, origin, inverse_width, last);
    }
    double low, high;
    PK_NAME(ends)(&low, &high, &smallest, &largest);
    if (low < records[cell].smallest) { records[cell].smallest = low; }
    if (high > records[cell].largest) { records[cell].largest = high; }
    if ((low - origin) * inverse_width + 1.0 >= 1.0
        && (high - origin) * inverse_width + 1.0 < last) {
      continue;
    }
    for (size_t index = 0; index < n8; index += 1) {
      if (own[index] > 0 && own[index] < last) { continue; }
      f64xw value = (f64xw)(row[index]);
      PK_NAME(exp_w)(&value);
      const double distance = value[0] - records[cell].centre;
      sums[16 * cell + index % 8] += distance;
      sums[16 * cell + index % 8 + 8] += distance * distance;
    }
  }
}

// Which bins images lie in, below the first and behind the last in the end bins.
PK_INLINE void PK_NAME(place_w)(
    uint16_t *places, const f64xw *image, double origin, double inverse_width, double last) {
  f64xw value = (*image - origin) * inverse_width + 1.0;
  value = value > 0.0 ? value : (f64xw)(0.0);
  value = value < last ? value : (f64xw)(last);
  const i32xw place = __builtin_convertvector(value, i32xw);
  const u16xw narrow = __builtin_convertvector(place, u16xw);
  memcpy(places, &narrow, sizeof narrow);
}

// The bins of values on a logarithmic scale: see BinScale.place.
PK_TARGET static void PK_NAME(place_logarithms)(
    const double *row, size_t n8, double shift, double origin, double inverse_width, double last,
    uint16_t *places) {
  for (size_t index = 0; index < n8; index += PK_WIDTH) {
    f64xw value;
    PK_NAME(loadw)(&value, row + index);
    value = value + shift;
    value = value > 1e-300 ? value : (f64xw)(1e-300);
    PK_NAME(log_w)(&value);
    PK_NAME(place_w)(places + index, &value, origin, inverse_width, last);
  }
}

// The bins of values seen from a middle: see BinScale.place.
PK_TARGET static void PK_NAME(place_around)(
    const double *row, size_t nw, bool is_logarithmic, double shift, double centre, double size,
    double origin, double inverse_width, double last, uint16_t *places) {
  for (size_t index = 0; index < nw; index += PK_WIDTH) {
    f64xw value;
    PK_NAME(loadw)(&value, row + index);
    if (is_logarithmic) {
      value += shift;
      value = value > 1e-300 ? value : (f64xw)(1e-300);
      PK_NAME(log_w)(&value);
    }
    const f64xw distance = (value - centre) / size;
    const f64xw far = __builtin_elementwise_abs(distance);
    value = far + __builtin_elementwise_sqrt(far * far + 1.0);
    value = far > 1e8 ? far : value;
    PK_NAME(log_w)(&value);
    value = far > 1e8 ? value + 0.6931471805599453 : value;
    value = distance < 0.0 ? -value : value;
    PK_NAME(place_w)(places + index, &value, origin, inverse_width, last);
  }
}

// Whole numbers of `count` as shares of `whole`, which all of them are to the last digit.
PK_TARGET static void PK_NAME(portion)(double *row, double count, double whole, size_t n8) {
  for (size_t index = 0; index < n8; index += 8) {
    f64x8 value;
    PK_NAME(load)(&value, row + index);
    // One of one or none of one: nothing is divided.
    f64x8 share = whole * value;
    if (count != 1.0) { share = value == count ? (f64x8)(whole) : share / count; }
    PK_NAME(store)(row + index, &share);
  }
}

// Rounds to multiples of a step, 0 for none, and keeps inside bounds.
PK_TARGET static void PK_NAME(publish)(
    double *row, double resolution, double lower, double upper, size_t n8) {
  for (size_t index = 0; index < n8; index += 8) {
    f64x8 value;
    PK_NAME(load)(&value, row + index);
    if (resolution > 0.0) { value = (value / resolution + PK_MAGIC - PK_MAGIC) * resolution; }
    value = lower >= value ? (f64x8)(lower) : value;
    value = upper < value ? (f64x8)(upper) : value;
    PK_NAME(store)(row + index, &value);
  }
}

PK_TARGET static void PK_NAME(lead)(
    double *out, const double *ends, double start, double share, size_t n8) {
  for (size_t index = 0; index < n8; index += 8) {
    f64x8 value;
    PK_NAME(load)(&value, ends + index);
    value = start + (value - start) * share;
    PK_NAME(store)(out + index, &value);
  }
}

// Adds offsets that have drifted: see PathSampler.offset.
PK_TARGET static void PK_NAME(add_drifted)(
    double *row, const double *offsets, const double *scores, double middle, double drift, size_t n8) {
  for (size_t index = 0; index < n8; index += 8) {
    f64x8 value, offset, score;
    PK_NAME(load)(&value, row + index);
    PK_NAME(load)(&offset, offsets + index);
    PK_NAME(load)(&score, scores + index);
    const f64x8 distance = offset - middle, drifted = drift * score;
    const f64x8 size = __builtin_elementwise_sqrt(distance * distance + drifted * drifted);
    value = value + (middle + (score < 0.0 ? -size : size));
    PK_NAME(store)(row + index, &value);
  }
}

// sqrt(-2 log u) cos 2πv of uniforms u, v: see PortableMath.cosineAndSine.
PK_TARGET static void PK_NAME(normals_of)(
    double *out, const double *uniforms, const double *turns, size_t nw) {
  for (size_t index = 0; index < nw; index += PK_WIDTH) {
    f64xw radius, turn;
    PK_NAME(loadw)(&radius, uniforms + index);
    PK_NAME(loadw)(&turn, turns + index);
    PK_NAME(log_w)(&radius);
    radius = __builtin_elementwise_sqrt(-2.0 * radius);
    const f64xw shifted = 4.0 * turn + PK_MAGIC;
    const f64xw x = (4.0 * turn - (shifted - PK_MAGIC)) * 1.5707963267948966;
    const f64xw s = x * x;
    f64xw sine = (f64xw)(1.5896828001219824e-10);
    sine = sine * s - 2.505075865392005e-08;
    sine = sine * s + 2.755731369522552e-06;
    sine = sine * s - 0.00019841269829816926;
    sine = sine * s + 0.008333333333322425;
    sine = sine * s - 0.16666666666666632;
    sine = x + x * s * sine;
    f64xw cosine = (f64xw)(2.063359044285567e-09);
    cosine = cosine * s - 2.755529638128079e-07;
    cosine = cosine * s + 2.4801579016584735e-05;
    cosine = cosine * s - 0.0013888888871727634;
    cosine = cosine * s + 0.04166666666650321;
    cosine = cosine * s - 0.49999999999999484;
    cosine = 1.0 + cosine * s;
    const u64xw quarter = (u64xw)shifted, swap = 0 - (quarter & 1);
    const u64xw first = ((u64xw)cosine & ~swap) | ((u64xw)sine & swap);
    radius = radius * (f64xw)(first ^ ((quarter + 1) & 2) << 62);
    PK_NAME(storew)(out + index, &radius);
  }
}

// Values behind told ones where growth goes on: see PathSampler.Frame.
PK_TARGET static void PK_NAME(go_on)(
    double *out, const double *starts, const double *logarithms, const double *drawn, double median,
    double factor, double weight, size_t nw) {
  for (size_t index = 0; index < nw; index += PK_WIDTH) {
    f64xw start, move, value;
    PK_NAME(loadw)(&start, starts + index);
    PK_NAME(loadw)(&move, logarithms + index);
    PK_NAME(loadw)(&value, drawn + index);
    move = weight * move;
    PK_NAME(exp_w)(&move);
    value = start * (value / median) * (factor * move);
    PK_NAME(storew)(out + index, &value);
  }
}

static const struct pk_kernels PK_NAME(table) = {
    PK_NAME(fill_normals), PK_NAME(scale),       PK_NAME(add_scaled), PK_NAME(add_triangular),
    PK_NAME(exponential),  PK_NAME(logistic),    PK_NAME(count_values),
    PK_NAME(mix),          PK_NAME(walk),        PK_NAME(triangle),   PK_NAME(within),
    PK_NAME(take_away),    PK_NAME(increment),   PK_NAME(grow),
    PK_NAME(fill_uniforms), PK_NAME(logarithm),  PK_NAME(look_up),    PK_NAME(reach),
    PK_NAME(place_logarithms), PK_NAME(count_images), PK_NAME(place_around), PK_NAME(portion),
    PK_NAME(publish), PK_NAME(lead), PK_NAME(add_drifted), PK_NAME(normals_of), PK_NAME(go_on),
};

#undef f64x8
#undef u64x8
#undef f64x16
#undef i32x8
#undef u16x8
#undef b1x8
#undef f64xw
#undef u64xw
#undef i32xw
#undef u16xw
#undef f64xm
#undef PK_INLINE
