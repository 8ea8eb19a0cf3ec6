// Written by Scripts/pack-files.

static const unsigned char en_json[] = {
#embed "en.json.z"
};
static const unsigned char en_json_now[] = {
#embed "../../Reports/Localization/Sentences/en.json"
};
_Static_assert(sizeof en_json_now == 133468, "en.json was changed: run Scripts/pack-files");

static const unsigned char vi_json[] = {
#embed "vi.json.z"
};
static const unsigned char vi_json_now[] = {
#embed "../../Reports/Localization/Sentences/vi.json"
};
_Static_assert(sizeof vi_json_now == 163104, "vi.json was changed: run Scripts/pack-files");

static const unsigned char help_vi_json[] = {
#embed "help.vi.json.z"
};
static const unsigned char help_vi_json_now[] = {
#embed "../../Reports/Localization/Sentences/help.vi.json"
};
_Static_assert(sizeof help_vi_json_now == 35893, "help.vi.json was changed: run Scripts/pack-files");

static const unsigned char columns_vi_json[] = {
#embed "columns.vi.json.z"
};
static const unsigned char columns_vi_json_now[] = {
#embed "../../Reports/Localization/Sentences/columns.vi.json"
};
_Static_assert(sizeof columns_vi_json_now == 70733, "columns.vi.json was changed: run Scripts/pack-files");

static const unsigned char page_css[] = {
#embed "page.css.z"
};
static const unsigned char page_css_now[] = {
#embed "../../Reports/Page/page.css"
};
_Static_assert(sizeof page_css_now == 14634, "page.css was changed: run Scripts/pack-files");

static const unsigned char page_js[] = {
#embed "page.js.z"
};
static const unsigned char page_js_now[] = {
#embed "../../Reports/Page/page.js"
};
_Static_assert(sizeof page_js_now == 22857, "page.js was changed: run Scripts/pack-files");

static struct packed_file files[] = {
    {"en.json", en_json, sizeof en_json, 133468, NULL},
    {"vi.json", vi_json, sizeof vi_json, 163104, NULL},
    {"help.vi.json", help_vi_json, sizeof help_vi_json, 35893, NULL},
    {"columns.vi.json", columns_vi_json, sizeof columns_vi_json, 70733, NULL},
    {"page.css", page_css, sizeof page_css, 14634, NULL},
    {"page.js", page_js, sizeof page_js, 22857, NULL},
};
