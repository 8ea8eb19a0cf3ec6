#include "path_kernels.h"

#include <stdbool.h>
#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#pragma STDC FP_CONTRACT OFF
// Vectors of eight never cross a function that is not inlined, so their calling convention is moot.
#pragma clang diagnostic ignored "-Wpsabi"

// 1.5 · 2^52: adding it rounds to a whole number that stands in the low bits.
#define PK_MAGIC 0x1.8p52
#define PK_MAGIC_BITS 0x4338000000000000ull
// Rounds of the generator: see Philox.
#define PK_ROUNDS 7
// Bins of a cell that are few.
#define PK_SMALL 64

static const uint64_t pk_lanes[32] = {0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10,
                                      11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21,
                                      22, 23, 24, 25, 26, 27, 28, 29, 30, 31};

#define PK_WIDTH 8
#define PK_MIX 4
#define PK_REGISTER 2
#define PK_INTEGER __m128i
#define PK_PRODUCT _mm_mul_epu32
#define PK_REPEAT _mm_set1_epi64x
#define PK_NAME(name) name##_baseline
#define PK_TARGET
#include "kernel_body.h"
#undef PK_NAME
#undef PK_TARGET

#if defined(__x86_64__)

#undef PK_WIDTH
#undef PK_MIX
#undef PK_REGISTER
#undef PK_INTEGER
#undef PK_PRODUCT
#undef PK_REPEAT
#define PK_WIDTH 16
#define PK_MIX 8
#define PK_REGISTER 4
#define PK_INTEGER __m256i
#define PK_PRODUCT _mm256_mul_epu32
#define PK_REPEAT _mm256_set1_epi64x
#define PK_NAME(name) name##_avx2
#define PK_TARGET __attribute__((target("avx2")))
#include "kernel_body.h"
#undef PK_NAME
#undef PK_TARGET

#undef PK_WIDTH
#undef PK_MIX
#undef PK_REGISTER
#undef PK_INTEGER
#undef PK_PRODUCT
#undef PK_REPEAT
#define PK_WIDTH 32
#define PK_MIX 16
#define PK_REGISTER 8
#define PK_INTEGER __m512i
#define PK_PRODUCT _mm512_mul_epu32
#define PK_REPEAT _mm512_set1_epi64
#define PK_NAME(name) name##_avx512
#define PK_TARGET \
  __attribute__((target("avx2,avx512f,avx512dq,avx512vl,avx512bw"), min_vector_width(512)))
#include "kernel_body.h"
#undef PK_NAME
#undef PK_TARGET

enum pk_level pk_best_level(void) {
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq")
      && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw")) {
    return PK_AVX512;
  }
  return __builtin_cpu_supports("avx2") ? PK_AVX2 : PK_BASELINE;
}

const struct pk_kernels *pk_kernels_for(enum pk_level level) {
  switch (level) {
  case PK_AVX512: return &table_avx512;
  case PK_AVX2: return &table_avx2;
  default: return &table_baseline;
  }
}

#else

enum pk_level pk_best_level(void) { return PK_BASELINE; }

const struct pk_kernels *pk_kernels_for(enum pk_level level) { return &table_baseline; }

#endif
