#include "CPackedFiles.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

static unsigned char *inflated(const struct packed_file *file) {
  unsigned char *bytes = malloc(file->size);
  uLongf size = file->size;
  if (bytes == NULL || uncompress(bytes, &size, file->packed, file->packed_size) != Z_OK || size != file->size) abort();
  return bytes;
}

const unsigned char *packed_file_bytes(struct packed_file *files, size_t count, const char *name, size_t *size) {
  for (size_t i = 0; i < count; i++) {
    struct packed_file *file = &files[i];
    if (strcmp(file->name, name) != 0) continue;
    *size = file->size;
    if (file->packed_size == file->size) return file->packed;
    unsigned char *known = atomic_load_explicit(&file->bytes, memory_order_acquire);
    if (known != NULL) return known;
    unsigned char *bytes = inflated(file);
    if (atomic_compare_exchange_strong_explicit(
            &file->bytes, &known, bytes, memory_order_acq_rel, memory_order_acquire)) {
      return bytes;
    }
    free(bytes);
    return known;
  }
  *size = 0;
  return NULL;
}
