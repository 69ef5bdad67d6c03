import CPOSIX
import Glibc

/// Keeps the memory of a process that holds secrets to itself: prctl(2), PR_SET_DUMPABLE; getrlimit(2), RLIMIT_CORE.
///
/// Such a process leaves no core, and other programs of its user can neither trace it nor read its memory and its
/// environment in /proc. Its children begin as others do, but for the soft limit of cores, which they may raise.
enum Discretion {
    static func begin() {
        jarvis_set_dumpable(0)
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit) == 0 else { return }
        limit.rlim_cur = 0
        setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit)
    }
}
