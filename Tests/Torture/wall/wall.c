/*
 * Moves the wall clock that one program sees, put in front of it with LD_PRELOAD.
 *
 * The file that SAFETYQUIZ_WALL_CONTROL names holds two 64-bit integers, seconds to add: to the wall
 * clock, and to the clocks that no administrator can set. It may change at any time. libfaketime is not
 * used, since it moves timers of monotonic clocks with the wall clock, which no system does.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static const volatile int64_t still[2];
static const volatile int64_t *moved = still;

__attribute__((constructor)) static void look(void) {
    const char *path = getenv("SAFETYQUIZ_WALL_CONTROL");
    int file = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    if (file < 0) return;
    void *map = mmap(NULL, sizeof(still), PROT_READ, MAP_SHARED, file, 0);
    if (map != MAP_FAILED) moved = map;
    close(file);
}

int clock_gettime(clockid_t id, struct timespec *time) {
    int result = (int)syscall(SYS_clock_gettime, id, time);
    if (result != 0) return result;
    switch (id) {
    case CLOCK_REALTIME:
    case CLOCK_REALTIME_COARSE: time->tv_sec += moved[0]; break;
    case CLOCK_MONOTONIC:
    case CLOCK_MONOTONIC_COARSE:
    case CLOCK_MONOTONIC_RAW:
    case CLOCK_BOOTTIME: time->tv_sec += moved[1]; break;
    default: break;
    }
    return 0;
}

int gettimeofday(struct timeval *restrict time, void *restrict zone) {
    struct timespec now;
    (void)zone;
    if (clock_gettime(CLOCK_REALTIME, &now) != 0) return -1;
    time->tv_sec = now.tv_sec;
    time->tv_usec = now.tv_nsec / 1000;
    return 0;
}

time_t time(time_t *place) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (place) *place = now.tv_sec;
    return now.tv_sec;
}
