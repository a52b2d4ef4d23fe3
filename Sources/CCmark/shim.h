#if !__has_include(<cmark.h>)
#error "libcmark is missing. Install it with: sudo apt-get install libcmark-dev"
#endif
#include <cmark.h>
