#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

// Lets two paths change places in one step; 0, or -1 with errno. Swift's Glibc lacks renameat2.
static inline int exchange_paths(const char *first, const char *second) {
  const unsigned exchange = 2;
  return (int)syscall(SYS_renameat2, AT_FDCWD, first, AT_FDCWD, second, exchange);
}
