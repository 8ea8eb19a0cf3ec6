// Written by Scripts/pack-files.

static const unsigned char growth[] = {
#embed "growth.z"
};
static const unsigned char growth_now[] = {
#embed "../tables/growth.json"
};
_Static_assert(sizeof growth_now == 197044, "growth was changed: run Scripts/pack-files");

static const unsigned char general[] = {
#embed "general.z"
};
static const unsigned char general_now[] = {
#embed "../tables/general.json"
};
_Static_assert(sizeof general_now == 193759, "general was changed: run Scripts/pack-files");

static const unsigned char adoption[] = {
#embed "adoption.z"
};
static const unsigned char adoption_now[] = {
#embed "../tables/adoption.json"
};
_Static_assert(sizeof adoption_now == 189566, "adoption was changed: run Scripts/pack-files");

static const unsigned char shares[] = {
#embed "shares.z"
};
static const unsigned char shares_now[] = {
#embed "../tables/shares.json"
};
_Static_assert(sizeof shares_now == 189770, "shares was changed: run Scripts/pack-files");

static const unsigned char quarterly[] = {
#embed "quarterly.z"
};
static const unsigned char quarterly_now[] = {
#embed "../tables/quarterly.json"
};
_Static_assert(sizeof quarterly_now == 206602, "quarterly was changed: run Scripts/pack-files");

static const unsigned char monthly[] = {
#embed "monthly.z"
};
static const unsigned char monthly_now[] = {
#embed "../tables/monthly.json"
};
_Static_assert(sizeof monthly_now == 220612, "monthly was changed: run Scripts/pack-files");

static const unsigned char regions[] = {
#embed "regions.z"
};
static const unsigned char regions_now[] = {
#embed "../tables/regions.json"
};
_Static_assert(sizeof regions_now == 197872, "regions was changed: run Scripts/pack-files");

static const unsigned char provinces[] = {
#embed "provinces.z"
};
static const unsigned char provinces_now[] = {
#embed "../tables/provinces.json"
};
_Static_assert(sizeof provinces_now == 20443, "provinces was changed: run Scripts/pack-files");

static const unsigned char standing[] = {
#embed "standing.z"
};
static const unsigned char standing_now[] = {
#embed "../tables/standing.json"
};
_Static_assert(sizeof standing_now == 4252, "standing was changed: run Scripts/pack-files");

static const unsigned char pools[] = {
#embed "pools.z"
};
static const unsigned char pools_now[] = {
#embed "../tables/pools.json"
};
_Static_assert(sizeof pools_now == 60440, "pools was changed: run Scripts/pack-files");

static const unsigned char completion[] = {
#embed "completion.z"
};
static const unsigned char completion_now[] = {
#embed "../tables/completion.json"
};
_Static_assert(sizeof completion_now == 811, "completion was changed: run Scripts/pack-files");

static struct packed_file files[] = {
    {"growth", growth, sizeof growth, 197044, NULL},
    {"general", general, sizeof general, 193759, NULL},
    {"adoption", adoption, sizeof adoption, 189566, NULL},
    {"shares", shares, sizeof shares, 189770, NULL},
    {"quarterly", quarterly, sizeof quarterly, 206602, NULL},
    {"monthly", monthly, sizeof monthly, 220612, NULL},
    {"regions", regions, sizeof regions, 197872, NULL},
    {"provinces", provinces, sizeof provinces, 20443, NULL},
    {"standing", standing, sizeof standing, 4252, NULL},
    {"pools", pools, sizeof pools, 60440, NULL},
    {"completion", completion, sizeof completion, 811, NULL},
};
