/* Refuses every write below a folder from the n-th on, as a full disk does. Preloaded by bench/writes.py. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static char folder[PATH_MAX];
static long allowed = -1, seen;
static char last[PATH_MAX + 32];

void writes_begin(const char *path, long count) {
    strncpy(folder, path, sizeof folder - 1);
    allowed = count;
    seen = 0;
    last[0] = 0;
}

long writes_seen(void) { return seen; }

const char *writes_last(void) { return last; }

/* Whether this write is refused: `what` is done to the file at `path`. */
static int refused(const char *what, const char *path) {
    if (!folder[0] || strncmp(path, folder, strlen(folder))) return 0;
    seen++;
    if (allowed < 0 || seen <= allowed) return 0;
    if (!last[0]) snprintf(last, sizeof last, "%s %s", what, path + strlen(folder));
    errno = ENOSPC;
    return 1;
}

static int refused_to(const char *what, int handle) {
    char link[64], path[PATH_MAX];
    if (!folder[0]) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", handle);
    ssize_t size = readlink(link, path, sizeof path - 1);
    if (size < 0) return 0;
    path[size] = 0;
    return refused(what, path);
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t write(int handle, const void *data, size_t size) {
    return refused_to("write", handle) ? -1 : REAL(write)(handle, data, size);
}

ssize_t pwrite(int handle, const void *data, size_t size, off_t at) {
    return refused_to("write", handle) ? -1 : REAL(pwrite)(handle, data, size, at);
}

ssize_t pwrite64(int handle, const void *data, size_t size, off64_t at) {
    return refused_to("write", handle) ? -1 : REAL(pwrite64)(handle, data, size, at);
}

ssize_t writev(int handle, const struct iovec *data, int count) {
    return refused_to("write", handle) ? -1 : REAL(writev)(handle, data, count);
}

int fsync(int handle) { return refused_to("sync", handle) ? -1 : REAL(fsync)(handle); }

int fdatasync(int handle) { return refused_to("sync", handle) ? -1 : REAL(fdatasync)(handle); }

int mkdir(const char *path, mode_t mode) { return refused("mkdir", path) ? -1 : REAL(mkdir)(path, mode); }

int rename(const char *from, const char *to) { return refused("rename", to) ? -1 : REAL(rename)(from, to); }

#define MODE() \
    mode_t mode = 0; \
    if (flags & O_CREAT) { \
        va_list rest; \
        va_start(rest, flags); \
        mode = va_arg(rest, mode_t); \
        va_end(rest); \
    }
#define MAKES(path) ((flags & O_CREAT) && access(path, F_OK) && refused("create", path))

int open(const char *path, int flags, ...) {
    MODE();
    return MAKES(path) ? -1 : REAL(open)(path, flags, mode);
}

int open64(const char *path, int flags, ...) {
    MODE();
    return MAKES(path) ? -1 : REAL(open64)(path, flags, mode);
}
