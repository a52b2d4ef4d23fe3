#if !__has_include(<cblas.h>)
#error "OpenBLAS is missing. Install it with: sudo apt-get install libopenblas-dev"
#endif
#include <cblas.h>
