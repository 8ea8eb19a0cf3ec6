// What C23 calls a way of embedding, clang calls an extension below it.
#pragma clang diagnostic ignored "-Wc23-extensions"

#include "CReferenceTables.h"

#include <CPackedFiles.h>

#include "packed/files.h"

const unsigned char *reference_table(const char *name, size_t *size) {
  return packed_file_bytes(files, sizeof files / sizeof *files, name, size);
}
