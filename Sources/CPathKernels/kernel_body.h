// The kernels, written once over vectors of eight; included once for each instruction set.
// PK_NAME(name) gives the names of this set, PK_TARGET its attribute.

#define PK_INLINE static inline __attribute__((always_inline)) PK_TARGET

#define f64x8 PK_NAME(f64x8)
#define u64x8 PK_NAME(u64x8)
typedef double f64x8 __attribute__((ext_vector_type(8)));
typedef uint64_t u64x8 __attribute__((ext_vector_type(8)));

PK_INLINE void PK_NAME(load)(f64x8 *to, const double *from) { memcpy(to, from, sizeof *to); }

PK_INLINE void PK_NAME(store)(double *to, const f64x8 *from) { memcpy(to, from, sizeof *from); }

// e^x: see PortableMath.exp, which has the same operations in the same order.
PK_INLINE void PK_NAME(exp8)(f64x8 *argument) {
  f64x8 x = *argument;
  x = x > -708.0 ? x : (f64x8)(-708.0);
  x = x < 709.0 ? x : (f64x8)(709.0);
  f64x8 shifted = x * 1.4426950408889634 + PK_MAGIC;
  f64x8 k = shifted - PK_MAGIC;
  f64x8 r = (x - k * 0x1.62E42FEFA0000p-1) - k * 0x1.CF79ABC9E3B3Ap-40;
  f64x8 sum = (f64x8)(1.0 / 6227020800.0);
  sum = sum * r + 1.0 / 479001600.0;
  sum = sum * r + 1.0 / 39916800.0;
  sum = sum * r + 1.0 / 3628800.0;
  sum = sum * r + 1.0 / 362880.0;
  sum = sum * r + 1.0 / 40320.0;
  sum = sum * r + 1.0 / 5040.0;
  sum = sum * r + 1.0 / 720.0;
  sum = sum * r + 1.0 / 120.0;
  sum = sum * r + 1.0 / 24.0;
  sum = sum * r + 1.0 / 6.0;
  sum = sum * r + 0.5;
  sum = sum * r + 1.0;
  sum = sum * r + 1.0;
  u64x8 scale = ((u64x8)shifted - PK_MAGIC_BITS + 1023) << 52;
  *argument = sum * (f64x8)scale;
}

// log x of normal positive numbers: see PortableMath.log.
PK_INLINE void PK_NAME(log8)(f64x8 *argument) {
  u64x8 bits = (u64x8)*argument;
  u64x8 biased = (bits + 0x3FF0000000000000 - 0x3FE6A09E667F3BCD) >> 52;
  f64x8 k = (f64x8)(biased + (PK_MAGIC_BITS - 1023)) - PK_MAGIC;
  f64x8 m = (f64x8)(bits - ((biased - 1023) << 52));
  f64x8 f = (m - 1.0) / (m + 1.0);
  f64x8 s = f * f;
  f64x8 sum = (f64x8)(1.0 / 23.0);
  sum = sum * s + 1.0 / 21.0;
  sum = sum * s + 1.0 / 19.0;
  sum = sum * s + 1.0 / 17.0;
  sum = sum * s + 1.0 / 15.0;
  sum = sum * s + 1.0 / 13.0;
  sum = sum * s + 1.0 / 11.0;
  sum = sum * s + 1.0 / 9.0;
  sum = sum * s + 1.0 / 7.0;
  sum = sum * s + 1.0 / 5.0;
  sum = sum * s + 1.0 / 3.0;
  f64x8 tail = sum * s * f;
  *argument = k * 0x1.62E42FEFA0000p-1 + (2.0 * f + (2.0 * tail + k * 0x1.CF79ABC9E3B3Ap-40));
}

// (cos 2πu, sin 2πu): see PortableMath.cosineAndSine.
PK_INLINE void PK_NAME(turn8)(const f64x8 *turns, f64x8 *cosine_out, f64x8 *sine_out) {
  f64x8 u = *turns;
  f64x8 shifted = 4.0 * u + PK_MAGIC;
  f64x8 k = shifted - PK_MAGIC;
  f64x8 x = (4.0 * u - k) * 1.5707963267948966;
  f64x8 s = x * x;
  f64x8 sine = (f64x8)(1.0 / 355687428096000.0);
  sine = sine * s - 1.0 / 1307674368000.0;
  sine = sine * s + 1.0 / 6227020800.0;
  sine = sine * s - 1.0 / 39916800.0;
  sine = sine * s + 1.0 / 362880.0;
  sine = sine * s - 1.0 / 5040.0;
  sine = sine * s + 1.0 / 120.0;
  sine = sine * s - 1.0 / 6.0;
  sine = x + x * s * sine;
  f64x8 cosine = (f64x8)(1.0 / 20922789888000.0);
  cosine = cosine * s - 1.0 / 87178291200.0;
  cosine = cosine * s + 1.0 / 479001600.0;
  cosine = cosine * s - 1.0 / 3628800.0;
  cosine = cosine * s + 1.0 / 40320.0;
  cosine = cosine * s - 1.0 / 720.0;
  cosine = cosine * s + 1.0 / 24.0;
  cosine = cosine * s - 0.5;
  cosine = 1.0 + cosine * s;
  u64x8 quarter = (u64x8)shifted;
  u64x8 swap = 0 - (quarter & 1);
  u64x8 first = ((u64x8)cosine & ~swap) | ((u64x8)sine & swap);
  u64x8 second = ((u64x8)sine & ~swap) | ((u64x8)cosine & swap);
  *cosine_out = (f64x8)(first ^ (((quarter + 1) & 2) << 62));
  *sine_out = (f64x8)(second ^ ((quarter & 2) << 62));
}

// Philox4x32-10 for eight counters that differ in their lowest word: see Philox.words.
PK_INLINE void PK_NAME(philox8)(
    uint64_t low_path, uint64_t high_path, uint64_t block, uint64_t stream, uint64_t seed,
    u64x8 *first_bits, u64x8 *second_bits) {
  const u64x8 mask = (u64x8)(0xFFFFFFFFull);
  u64x8 a = (u64x8){0, 1, 2, 3, 4, 5, 6, 7} + low_path;
  u64x8 b = (u64x8)(high_path), c = (u64x8)(block), d = (u64x8)(stream);
  uint32_t low = (uint32_t)seed, high = (uint32_t)(seed >> 32);
  for (int round = 0; round < 10; round += 1) {
    u64x8 top = (a & mask) * 0xD2511F53ull;
    u64x8 bottom = (c & mask) * 0xCD9E8D57ull;
    a = (bottom >> 32) ^ b ^ (u64x8)(uint64_t)low;
    c = (top >> 32) ^ d ^ (u64x8)(uint64_t)high;
    b = bottom & mask;
    d = top & mask;
    low += 0x9E3779B9u;
    high += 0xBB67AE85u;
  }
  *first_bits = a | b << 32;
  *second_bits = c | d << 32;
}

PK_INLINE void PK_NAME(uniform8)(const u64x8 *bits, f64x8 *uniform) {
  *uniform = (f64x8)((*bits >> 12) | 0x3FF0000000000000) - 0x1.FFFFFFFFFFFFFp-1;
}

PK_TARGET static void PK_NAME(fill_normals)(
    double *out, uint64_t seed, uint32_t stream, uint64_t first_path, size_t lanes, size_t steps) {
  for (size_t pair = 0; 2 * pair < steps; pair += 1) {
    double *first = out + 2 * pair * lanes;
    double *second = first + lanes;
    for (size_t lane = 0; lane < lanes; lane += 8) {
      u64x8 radius_bits, angle_bits;
      f64x8 radius, angle, cosine, sine;
      uint64_t path = first_path + lane;
      PK_NAME(philox8)
      (path & 0xFFFFFFFFull, path >> 32, pair, stream, seed, &radius_bits, &angle_bits);
      PK_NAME(uniform8)(&radius_bits, &radius);
      PK_NAME(uniform8)(&angle_bits, &angle);
      PK_NAME(log8)(&radius);
      radius = __builtin_elementwise_sqrt(-2.0 * radius);
      PK_NAME(turn8)(&angle, &cosine, &sine);
      cosine = radius * cosine;
      sine = radius * sine;
      PK_NAME(store)(first + lane, &cosine);
      PK_NAME(store)(second + lane, &sine);
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

PK_TARGET static void PK_NAME(exponential)(double *row, size_t n8) {
  for (size_t index = 0; index < n8; index += 8) {
    f64x8 value;
    PK_NAME(load)(&value, row + index);
    PK_NAME(exp8)(&value);
    PK_NAME(store)(row + index, &value);
  }
}

PK_TARGET static void PK_NAME(logistic)(double *row, double lower, double width, size_t n8) {
  for (size_t index = 0; index < n8; index += 8) {
    f64x8 value;
    PK_NAME(load)(&value, row + index);
    value = -value;
    PK_NAME(exp8)(&value);
    value = lower + width / (1.0 + value);
    PK_NAME(store)(row + index, &value);
  }
}

PK_TARGET static void PK_NAME(count_values)(
    const double *row, size_t n8, double origin, double inverse_width, double last, double centre,
    uint32_t *bins, double *extremes, double *sums) {
  f64x8 smallest = (f64x8)(extremes[0]), largest = (f64x8)(extremes[1]);
  f64x8 sum = (f64x8)(0.0), squares = (f64x8)(0.0);
  for (size_t index = 0; index < n8; index += 8) {
    f64x8 value;
    PK_NAME(load)(&value, row + index);
    smallest = value < smallest ? value : smallest;
    largest = value > largest ? value : largest;
    f64x8 distance = value - centre;
    sum = sum + distance;
    squares = squares + distance * distance;
    f64x8 position = (value - origin) * inverse_width + 1.0;
    position = position > 0.0 ? position : (f64x8)(0.0);
    position = position < last ? position : (f64x8)(last);
    for (int lane = 0; lane < 8; lane += 1) { bins[(uint32_t)position[lane]] += 1; }
  }
  for (int lane = 0; lane < 8; lane += 1) {
    extremes[0] = smallest[lane] < extremes[0] ? smallest[lane] : extremes[0];
    extremes[1] = largest[lane] > extremes[1] ? largest[lane] : extremes[1];
    sums[0] = sums[0] + sum[lane];
    sums[1] = sums[1] + squares[lane];
  }
}

static const struct pk_kernels PK_NAME(table) = {
    PK_NAME(fill_normals), PK_NAME(scale),       PK_NAME(add_scaled), PK_NAME(add_triangular),
    PK_NAME(exponential),  PK_NAME(logistic),    PK_NAME(count_values),
};

#undef f64x8
#undef u64x8
#undef PK_INLINE
