// What C23 calls a way of embedding, clang calls an extension below it.
#pragma clang diagnostic ignored "-Wc23-extensions"

#include "CReportResources.h"

#include <CPackedFiles.h>

// The same files deflated, where Scripts/pack-files has been run; it reads below what they are.
#if __has_include("../Reports/Localization/Sentences/packed/files.h")
#include "../Reports/Localization/Sentences/packed/files.h"
#else
static const unsigned char english[] = {
#embed "../Reports/Localization/Sentences/en.json"
};
static const unsigned char vietnamese[] = {
#embed "../Reports/Localization/Sentences/vi.json"
};
static const unsigned char vietnamese_help[] = {
#embed "../Reports/Localization/Sentences/help.vi.json"
};
static const unsigned char vietnamese_columns[] = {
#embed "../Reports/Localization/Sentences/columns.vi.json"
};
static const unsigned char style[] = {
#embed "../Reports/Page/page.css"
};
static const unsigned char script[] = {
#embed "../Reports/Page/page.js"
};

static struct packed_file files[] = {
    {"en.json", english, sizeof english, sizeof english, NULL},
    {"vi.json", vietnamese, sizeof vietnamese, sizeof vietnamese, NULL},
    {"help.vi.json", vietnamese_help, sizeof vietnamese_help, sizeof vietnamese_help, NULL},
    {"columns.vi.json", vietnamese_columns, sizeof vietnamese_columns, sizeof vietnamese_columns, NULL},
    {"page.css", style, sizeof style, sizeof style, NULL},
    {"page.js", script, sizeof script, sizeof script, NULL},
};
#endif

const unsigned char *report_resource(const char *name, size_t *size) {
  return packed_file_bytes(files, sizeof files / sizeof *files, name, size);
}
