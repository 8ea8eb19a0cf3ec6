// What C23 calls a way of embedding, clang calls an extension below it.
#pragma clang diagnostic ignored "-Wc23-extensions"

#include "CReferenceTables.h"

#include <string.h>

static const unsigned char growth[] = {
#embed "tables/growth.json"
};
static const unsigned char general[] = {
#embed "tables/general.json"
};
static const unsigned char adoption[] = {
#embed "tables/adoption.json"
};
static const unsigned char shares[] = {
#embed "tables/shares.json"
};
static const unsigned char quarterly[] = {
#embed "tables/quarterly.json"
};
static const unsigned char monthly[] = {
#embed "tables/monthly.json"
};
static const unsigned char regions[] = {
#embed "tables/regions.json"
};
static const unsigned char provinces[] = {
#embed "tables/provinces.json"
};
static const unsigned char standing[] = {
#embed "tables/standing.json"
};
static const unsigned char pools[] = {
#embed "tables/pools.json"
};
static const unsigned char completion[] = {
#embed "tables/completion.json"
};

static const struct {
  const char *name;
  const unsigned char *bytes;
  size_t size;
} tables[] = {
    {"growth", growth, sizeof growth},
    {"general", general, sizeof general},
    {"adoption", adoption, sizeof adoption},
    {"shares", shares, sizeof shares},
    {"quarterly", quarterly, sizeof quarterly},
    {"monthly", monthly, sizeof monthly},
    {"regions", regions, sizeof regions},
    {"provinces", provinces, sizeof provinces},
    {"standing", standing, sizeof standing},
    {"pools", pools, sizeof pools},
    {"completion", completion, sizeof completion},
};

const unsigned char *reference_table(const char *name, size_t *size) {
  for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
    if (strcmp(tables[i].name, name) == 0) {
      *size = tables[i].size;
      return tables[i].bytes;
    }
  }
  *size = 0;
  return NULL;
}
