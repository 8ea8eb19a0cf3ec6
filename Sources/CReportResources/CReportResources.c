// What C23 calls a way of embedding, clang calls an extension below it.
#pragma clang diagnostic ignored "-Wc23-extensions"

#include "CReportResources.h"

#include <string.h>

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

static const struct {
  const char *name;
  const unsigned char *bytes;
  size_t size;
} resources[] = {
    {"en.json", english, sizeof english},
    {"vi.json", vietnamese, sizeof vietnamese},
    {"help.vi.json", vietnamese_help, sizeof vietnamese_help},
    {"columns.vi.json", vietnamese_columns, sizeof vietnamese_columns},
    {"page.css", style, sizeof style},
    {"page.js", script, sizeof script},
};

const unsigned char *report_resource(const char *name, size_t *size) {
  for (size_t i = 0; i < sizeof resources / sizeof *resources; i++) {
    if (strcmp(resources[i].name, name) == 0) {
      *size = resources[i].size;
      return resources[i].bytes;
    }
  }
  *size = 0;
  return NULL;
}
