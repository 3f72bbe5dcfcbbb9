// PCRE2's header wants the width of a code unit before it is read; ours are bytes of UTF-8.
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
