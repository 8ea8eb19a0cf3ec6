// Complex types are not used: LAPACKE's C99 complex names do not import into Swift.
#include <lapacke.h>
