#ifndef CONTEST_PAGES_H
#define CONTEST_PAGES_H

#include <stddef.h>

/// The bytes of each file, and how many there are. They live as long as the program.
const unsigned char *contest_page_index_html(void);
size_t contest_page_index_html_size(void);
const unsigned char *contest_page_page_css(void);
size_t contest_page_page_css_size(void);
const unsigned char *contest_page_page_js(void);
size_t contest_page_page_js_size(void);
const unsigned char *contest_page_tools_js(void);
size_t contest_page_tools_js_size(void);
const unsigned char *contest_page_openapi_json(void);
size_t contest_page_openapi_json_size(void);

#endif
