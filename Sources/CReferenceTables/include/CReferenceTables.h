/// Learned tables, embedded so that the program is one file: SwiftPM's own embedding writes array
/// literals, which take minutes to compile at this size.
#ifndef C_REFERENCE_TABLES_H
#define C_REFERENCE_TABLES_H

#include <stddef.h>

/// The bytes of a table by its name, with their number; null when there is none.
const unsigned char *reference_table(const char *name, size_t *size);

#endif
