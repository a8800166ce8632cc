/* A disk that can be told to fail, to be slow, and to write down what it is asked.
 *
 * Preloaded into the server (LD_PRELOAD), it stands between SQLite and the C library for the files
 * of one folder, SAFETYQUIZ_DISK_FOLDER. The product knows nothing of it. What it does stands in a
 * small file that the test maps too, SAFETYQUIZ_DISK_CONTROL; see `struct control`.
 *
 * With SAFETYQUIZ_DISK_TRACE every change goes into a file, one record after the other:
 *
 *     u8 operation, u8 succeeded, u16 length of name, u32 length of second name,
 *     u64 inode, u64 offset or size, u64 length of data, name, second name, data
 *
 * in the order in which the changes took effect: one lock covers the change and its record.
 *
 * With SAFETYQUIZ_DISK_NORMAL the SQL that sets synchronous=FULL sets NORMAL, and reading it back
 * says FULL: what a server would do that only believed to be durable.
 *
 * With SAFETYQUIZ_DISK_REOPENS files called *.fresh never come in the place of others: what a server
 * would do that only opened its files again after an error.
 *
 * With SAFETYQUIZ_DISK_TRUSTS a write-ahead log that is there cannot be opened for writing but by SQLite,
 * which would also make one: a server finds none to write again as it starts, and goes on with what the
 * page cache shows. Everything else of its recovery stays.
 *
 * The memory shared by SQLite's connections (-shm) is left out: it does not outlive the processes.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum { WRITE = 1, SYNC = 2 };

struct control {
    uint64_t armed;       /* kinds that are counted and may fail: WRITE, SYNC */
    uint64_t counted;     /* such operations since it was armed */
    uint64_t first;       /* the first that fails, from 1 */
    uint64_t failing;     /* how many fail from there on */
    uint64_t error;       /* with which errno */
    uint64_t failed;      /* how many did */
    uint64_t delay;       /* microseconds that every sync takes longer */
    uint64_t trace;       /* bytes of the trace so far */
    uint64_t writes;      /* all writes */
    uint64_t syncs;       /* all syncs */
    uint64_t halt;        /* nothing begins any more; what has begun ends and is written down */
};

enum operation { OPENED = 1, WRITTEN, TRUNCATED, SYNCED, RENAMED, UNLINKED, MADE_FOLDER, REMOVED_FOLDER };

static struct control *control;
static struct control nowhere;
static const char *folder;
static size_t folder_length;
static int trace = -1;
static int is_normal, only_reopens, trusts_log;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

__attribute__((constructor)) static void begin(void) {
    control = &nowhere;
    const char *named = getenv("SAFETYQUIZ_DISK_FOLDER");
    if (named == NULL) return;
    folder = strdup(named);
    folder_length = strlen(folder);
    is_normal = getenv("SAFETYQUIZ_DISK_NORMAL") != NULL;
    only_reopens = getenv("SAFETYQUIZ_DISK_REOPENS") != NULL;
    trusts_log = getenv("SAFETYQUIZ_DISK_TRUSTS") != NULL;
    const char *path = getenv("SAFETYQUIZ_DISK_CONTROL");
    if (path != NULL) {
        int file = (int)syscall(SYS_openat, AT_FDCWD, path, O_RDWR | O_CLOEXEC, 0);
        if (file >= 0) {
            void *map = mmap(NULL, sizeof *control, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
            if (map != MAP_FAILED) control = map;
            syscall(SYS_close, file);
        }
    }
    path = getenv("SAFETYQUIZ_DISK_TRACE");
    if (path != NULL)
        trace = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static int is_ours(const char *path) {
    return folder != NULL && strncmp(path, folder, folder_length) == 0
        && (path[folder_length] == '/' || path[folder_length] == 0);
}

static int is_left_out(const char *path) {
    size_t length = strlen(path);
    return length >= 4 && strcmp(path + length - 4, "-shm") == 0;
}

/* The path of an open file of the folder; 0 for any other. */
static int path_of(int file, char path[PATH_MAX]) {
    if (folder == NULL) return 0;
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return is_ours(path) && !is_left_out(path);
}

static uint64_t inode_of(int file) {
    struct stat figures;
    return fstat(file, &figures) == 0 ? figures.st_ino : 0;
}

static void put(const void *bytes, size_t length) {
    while (length > 0) {
        ssize_t count = syscall(SYS_write, trace, bytes, length);
        if (count <= 0) abort();
        bytes = (const char *)bytes + count;
        length -= count;
    }
}

static void record(enum operation operation, int succeeded, uint64_t inode, uint64_t offset,
                   const char *name, const char *second, const void *data, uint64_t length) {
    if (trace < 0) return;
    unsigned char head[32];
    uint16_t name_length = name ? strlen(name) : 0;
    uint32_t second_length = second ? strlen(second) : 0;
    head[0] = operation;
    head[1] = succeeded;
    memcpy(head + 2, &name_length, 2);
    memcpy(head + 4, &second_length, 4);
    memcpy(head + 8, &inode, 8);
    memcpy(head + 16, &offset, 8);
    memcpy(head + 24, &length, 8);
    put(head, sizeof head);
    if (name) put(name, name_length);
    if (second) put(second, second_length);
    if (length) put(data, length);
    __atomic_add_fetch(&control->trace, sizeof head + name_length + second_length + length,
                       __ATOMIC_SEQ_CST);
}

/* Whether this operation is one of those that fail; sets errno. */
static int fails(int kind) {
    __atomic_add_fetch(kind == WRITE ? &control->writes : &control->syncs, 1, __ATOMIC_SEQ_CST);
    if (!(control->armed & kind)) return 0;
    uint64_t at = __atomic_add_fetch(&control->counted, 1, __ATOMIC_SEQ_CST);
    if (at < control->first || at - control->first >= control->failing) return 0;
    __atomic_add_fetch(&control->failed, 1, __ATOMIC_SEQ_CST);
    errno = (int)control->error;
    return 1;
}

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static void enter(void) {
    pthread_mutex_lock(&lock);
    while (control->halt) usleep(1000);
}

static ssize_t write_at(int file, const void *bytes, size_t count, off_t offset, int has_offset) {
    char path[PATH_MAX];
    if (!path_of(file, path))
        return has_offset ? syscall(SYS_pwrite64, file, bytes, count, offset)
                          : syscall(SYS_write, file, bytes, count);
    enter();
    ssize_t done = -1;
    if (!fails(WRITE)) {
        off_t at = offset;
        if (!has_offset)
            at = fcntl(file, F_GETFL) & O_APPEND ? lseek(file, 0, SEEK_END) : lseek(file, 0, SEEK_CUR);
        done = has_offset ? syscall(SYS_pwrite64, file, bytes, count, offset)
                          : syscall(SYS_write, file, bytes, count);
        int error = errno;
        if (done > 0) record(WRITTEN, 1, inode_of(file), at, NULL, NULL, bytes, done);
        errno = error;
    }
    pthread_mutex_unlock(&lock);
    return done;
}

ssize_t write(int file, const void *bytes, size_t count) { return write_at(file, bytes, count, 0, 0); }
ssize_t pwrite(int file, const void *bytes, size_t count, off_t at) { return write_at(file, bytes, count, at, 1); }
ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t at) { return write_at(file, bytes, count, at, 1); }

static int truncated(int file, off_t size) {
    char path[PATH_MAX];
    if (!path_of(file, path)) return (int)syscall(SYS_ftruncate, file, size);
    enter();
    int done = -1;
    if (!fails(WRITE)) {
        done = (int)syscall(SYS_ftruncate, file, size);
        if (done == 0) record(TRUNCATED, 1, inode_of(file), size, NULL, NULL, NULL, 0);
    }
    pthread_mutex_unlock(&lock);
    return done;
}

int ftruncate(int file, off_t size) { return truncated(file, size); }
int ftruncate64(int file, off64_t size) { return truncated(file, size); }

static int synced(int file, long call) {
    char path[PATH_MAX];
    if (!path_of(file, path)) return (int)syscall(call, file);
    uint64_t delay = control->delay;
    if (delay) usleep(delay);
    enter();
    /* With errno 0 it fails without saying so: a disk that lies. */
    int has_failed = fails(SYNC);
    int error = errno;
    int done = has_failed ? (error ? -1 : 0) : (int)syscall(call, file);
    if (!has_failed) error = errno;
    record(SYNCED, done == 0 && !has_failed, inode_of(file), 0, path, NULL, NULL, 0);
    pthread_mutex_unlock(&lock);
    errno = error;
    return done;
}

int fsync(int file) { return synced(file, SYS_fsync); }
int fdatasync(int file) { return synced(file, SYS_fdatasync); }

static int opened(int base, const char *path, int flags, mode_t mode) {
    size_t length = strlen(path);
    if (trusts_log && is_ours(path) && length > 4 && strcmp(path + length - 4, "-wal") == 0
        && (flags & O_ACCMODE) == O_RDWR && !(flags & O_CREAT)) {
        errno = ENOENT;
        return -1;
    }
    int is_change = base == AT_FDCWD && is_ours(path) && !is_left_out(path) && flags & (O_CREAT | O_TRUNC);
    if (!is_change) return (int)syscall(SYS_openat, base, path, flags, mode);
    enter();
    int file = -1;
    struct stat figures;
    /* Making a file counts as a write; opening one that is there does not. */
    if (stat(path, &figures) == 0 || !fails(WRITE)) {
        file = (int)syscall(SYS_openat, base, path, flags, mode);
        int error = errno;
        if (file >= 0) {
            record(OPENED, 1, inode_of(file), 0, path, NULL, NULL, 0);
            if (flags & O_TRUNC) record(TRUNCATED, 1, inode_of(file), 0, NULL, NULL, NULL, 0);
        }
        errno = error;
    }
    pthread_mutex_unlock(&lock);
    return file;
}

#define MODE(flags) ({ mode_t mode = 0; if ((flags) & (O_CREAT | __O_TMPFILE)) { va_list rest; \
    va_start(rest, flags); mode = va_arg(rest, mode_t); va_end(rest); } mode; })

int open(const char *path, int flags, ...) { return opened(AT_FDCWD, path, flags, MODE(flags)); }
int open64(const char *path, int flags, ...) { return opened(AT_FDCWD, path, flags | O_LARGEFILE, MODE(flags)); }
int openat(int base, const char *path, int flags, ...) { return opened(base, path, flags, MODE(flags)); }
int openat64(int base, const char *path, int flags, ...) { return opened(base, path, flags | O_LARGEFILE, MODE(flags)); }

int unlink(const char *path);

int rename(const char *from, const char *to) {
    if (!is_ours(from)) return (int)syscall(SYS_rename, from, to);
    size_t length = strlen(from);
    if (only_reopens && length > 6 && strcmp(from + length - 6, ".fresh") == 0) return unlink(from);
    enter();
    int done = fails(WRITE) ? -1 : (int)syscall(SYS_rename, from, to);
    if (done == 0) record(RENAMED, 1, 0, 0, from, to, NULL, 0);
    pthread_mutex_unlock(&lock);
    return done;
}

int unlink(const char *path) {
    if (!is_ours(path) || is_left_out(path)) return (int)syscall(SYS_unlink, path);
    enter();
    int done = (int)syscall(SYS_unlink, path);
    int error = errno;
    if (done == 0) record(UNLINKED, 1, 0, 0, path, NULL, NULL, 0);
    errno = error;
    pthread_mutex_unlock(&lock);
    return done;
}

int mkdir(const char *path, mode_t mode) {
    if (!is_ours(path)) return (int)syscall(SYS_mkdir, path, mode);
    enter();
    int done = (int)syscall(SYS_mkdir, path, mode);
    int error = errno;
    if (done == 0) record(MADE_FOLDER, 1, 0, 0, path, NULL, NULL, 0);
    errno = error;
    pthread_mutex_unlock(&lock);
    return done;
}

/* SQLite's own entry, in front of the library's. */
typedef int prepare(void *, const char *, int, unsigned, void **, const char **);

int sqlite3_prepare_v3(void *database, const char *sql, int length, unsigned flags, void **statement,
                       const char **rest) {
    static prepare *next;
    if (next == NULL) next = (prepare *)dlsym(RTLD_NEXT, "sqlite3_prepare_v3");
    const char *other = NULL;
    if (is_normal && sql != NULL) {
        if (strcmp(sql, "PRAGMA synchronous = FULL") == 0) other = "PRAGMA synchronous = NORMAL";
        if (strcmp(sql, "PRAGMA synchronous") == 0) other = "SELECT '2'";
    }
    if (other == NULL) return next(database, sql, length, flags, statement, rest);
    int code = next(database, other, -1, flags, statement, NULL);
    if (rest != NULL) *rest = sql + strlen(sql);
    return code;
}
