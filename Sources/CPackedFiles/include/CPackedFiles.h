/// Files that the program carries inside, as they stand or deflated by `Scripts/pack-files`.
#ifndef C_PACKED_FILES_H
#define C_PACKED_FILES_H

#include <stdatomic.h>
#include <stddef.h>

/// A file as it is embedded.
struct packed_file {
  /// Its name without a folder.
  const char *name;
  /// The zlib stream (RFC 1950), and its number of bytes; with that of the file, the file itself.
  const unsigned char *packed;
  size_t packed_size;
  /// The number of bytes of the file itself.
  size_t size;
  /// The file itself, once it has been asked for; it stays until the program ends.
  unsigned char *_Atomic bytes;
};

/// The bytes of one of so many files by its name, with their number; null when there is none of that name.
///
/// The first call inflates. Threads may ask at the same time. A stream that is damaged, or no memory, ends the program:
/// both mean that it was built wrongly or cannot go on.
const unsigned char *packed_file_bytes(struct packed_file *files, size_t count, const char *name, size_t *size);

#endif
