// The files that the server hands out, compiled into the program, so that a copied binary is whole.
// `#embed` (C23) puts their bytes here; a byte literal in Swift would take minutes to compile.

#include "contest_pages.h"

#define PAGE(NAME) \
    const unsigned char *contest_page_##NAME(void) { return NAME; } \
    size_t contest_page_##NAME##_size(void) { return sizeof NAME; }

static const unsigned char index_html[] = {
#embed "../ContestHTTP/Resources/index.html"
};
PAGE(index_html)

static const unsigned char page_css[] = {
#embed "../ContestHTTP/Resources/page.css"
};
PAGE(page_css)

static const unsigned char page_js[] = {
#embed "../ContestHTTP/Resources/page.js"
};
PAGE(page_js)

static const unsigned char tools_js[] = {
#embed "../ContestHTTP/Resources/tools.js"
};
PAGE(tools_js)

static const unsigned char openapi_json[] = {
#embed "../ContestHTTP/Resources/openapi.json"
};
PAGE(openapi_json)
