// What C23 calls a way of embedding, clang calls an extension below it.
#pragma clang diagnostic ignored "-Wc23-extensions"

#include "CReferenceTables.h"

#include <CPackedFiles.h>

// The same files deflated, where Scripts/pack-files has been run; it reads below what they are.
#if __has_include("tables/packed/files.h")
#include "tables/packed/files.h"
#else
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

static struct packed_file files[] = {
    {"growth", growth, sizeof growth, sizeof growth, NULL},
    {"general", general, sizeof general, sizeof general, NULL},
    {"adoption", adoption, sizeof adoption, sizeof adoption, NULL},
    {"shares", shares, sizeof shares, sizeof shares, NULL},
    {"quarterly", quarterly, sizeof quarterly, sizeof quarterly, NULL},
    {"monthly", monthly, sizeof monthly, sizeof monthly, NULL},
    {"regions", regions, sizeof regions, sizeof regions, NULL},
    {"provinces", provinces, sizeof provinces, sizeof provinces, NULL},
    {"standing", standing, sizeof standing, sizeof standing, NULL},
    {"pools", pools, sizeof pools, sizeof pools, NULL},
    {"completion", completion, sizeof completion, sizeof completion, NULL},
};
#endif

const unsigned char *reference_table(const char *name, size_t *size) {
  return packed_file_bytes(files, sizeof files / sizeof *files, name, size);
}
