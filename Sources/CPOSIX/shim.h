#pragma once
// fd_set first, as Swift's Glibc module has it: _GNU_SOURCE renames its member, and two fd_sets do not compile.
#include <sys/select.h>
#undef _FEATURES_H
// What glibc hides without _GNU_SOURCE, and what is a macro: see the functions below.
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <fcntl.h>
#include <link.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

// MARK: House — descriptors over a socket, a process by its descriptor, the environment

#include <sys/prctl.h>
#include <sys/syscall.h>

/// sendmsg(2) with `descriptors` as SCM_RIGHTS beside the first byte; CMSG_* are macros.
static inline ssize_t jarvis_send(int socket, const void *bytes, size_t count,
                                  const int *descriptors, int descriptorCount) {
    char room[CMSG_SPACE(4 * sizeof(int))];
    struct iovec part = {(void *)bytes, count};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
    if (descriptorCount > 0 && descriptorCount <= 4) {
        size_t size = (size_t)descriptorCount * sizeof(int);
        memset(room, 0, sizeof(room));
        message.msg_control = room;
        message.msg_controllen = CMSG_SPACE(size);
        struct cmsghdr *header = CMSG_FIRSTHDR(&message);
        header->cmsg_level = SOL_SOCKET;
        header->cmsg_type = SCM_RIGHTS;
        header->cmsg_len = CMSG_LEN(size);
        memcpy(CMSG_DATA(header), descriptors, size);
    }
    return sendmsg(socket, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
}

/// recvmsg(2); up to four received descriptors, close-on-exec, go to `descriptors`.
static inline ssize_t jarvis_receive(int socket, void *bytes, size_t count,
                                     int *descriptors, int *descriptorCount) {
    char room[CMSG_SPACE(4 * sizeof(int))];
    struct iovec part = {bytes, count};
    struct msghdr message = {
        .msg_iov = &part, .msg_iovlen = 1, .msg_control = room, .msg_controllen = sizeof(room)};
    *descriptorCount = 0;
    ssize_t received = recvmsg(socket, &message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
    if (received < 0) return received;
    for (struct cmsghdr *h = CMSG_FIRSTHDR(&message); h; h = CMSG_NXTHDR(&message, h)) {
        if (h->cmsg_level != SOL_SOCKET || h->cmsg_type != SCM_RIGHTS) continue;
        *descriptorCount = (int)((h->cmsg_len - CMSG_LEN(0)) / sizeof(int));
        memcpy(descriptors, CMSG_DATA(h), (size_t)*descriptorCount * sizeof(int));
    }
    return received;
}

/// pidfd_open(2): a descriptor that becomes readable when the process ends.
static inline int jarvis_pidfd_open(pid_t pid) {
    return (int)syscall(SYS_pidfd_open, pid, 0);
}

/// pidfd_send_signal(2): cannot hit another process that got the same number later.
static inline int jarvis_pidfd_signal(int process, int signal) {
    return (int)syscall(SYS_pidfd_send_signal, process, signal, NULL, 0);
}

/// fork(2) for a signal handler: runs nothing of the library's in the child, signal-safety(7).
static inline pid_t jarvis_crash_fork(void) {
    return _Fork();
}

/// PR_SET_DUMPABLE, prctl(2): whether others of this user may look into this process.
static inline int jarvis_set_dumpable(int may) {
    return prctl(PR_SET_DUMPABLE, may, 0, 0, 0);
}

/// PR_SET_PDEATHSIG, prctl(2): what this process is sent when its parent ends.
static inline int jarvis_die_with_parent(int signal) {
    return prctl(PR_SET_PDEATHSIG, signal, 0, 0, 0);
}

/// PR_SET_CHILD_SUBREAPER, prctl(2): descendants whose parents have ended become children of this process.
static inline int jarvis_adopt_orphans(void) {
    return prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
}

/// PR_GET_DUMPABLE, prctl(2).
static inline int jarvis_dumpable(void) {
    return prctl(PR_GET_DUMPABLE, 0, 0, 0, 0);
}

/// environ(7), which Swift cannot read as a mutable global.
static inline char *const *jarvis_environment(void) {
    extern char **environ;
    return environ;
}

// MARK: Terminal — accounts, folders, events

#include <dirent.h>
#include <poll.h>
#include <pthread.h>
#include <pwd.h>
#include <sys/eventfd.h>
