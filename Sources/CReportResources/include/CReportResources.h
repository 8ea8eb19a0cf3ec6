/// What `Reports` carries inside: sentences of each language, style and script of the page.
#ifndef C_REPORT_RESOURCES_H
#define C_REPORT_RESOURCES_H

#include <stddef.h>

/// The bytes of a file by its name, with their number; null when there is none.
const unsigned char *report_resource(const char *name, size_t *size);

#endif
