import Glibc
import Synchronization

/// Where the handler writes: signal dispositions belong to the whole process, and so does this.
private let target = Atomic<Int32>(-1)

/// Signals as values for a poll(2) loop: the handler writes their number into a pipe.
///
/// Handlers end with exec, so children start with the default dispositions; a blocked signal mask, as
/// signalfd(2) needs, would be inherited by every shell. One pipe a process at a time.
package final class SignalPipe {
    private let reading: Descriptor
    private let writing: Descriptor
    private var watched: [Int32] = []

    /// Catches the signals from now on.
    ///
    /// - Parameters:
    ///   - signals: signal numbers, for example SIGTERM.
    ///   - keepIgnored: leaves a signal alone that was ignored when the program started, as SIGHUP
    ///     is under nohup(1).
    /// - Throws: ``HouseError/system(call:subject:code:)``.
    package init(_ signals: [Int32], keepIgnored: Bool = true) throws(HouseError) {
        (reading, writing) = try Descriptor.pipe(nonblocking: true)
        target.store(writing.number, ordering: .sequentiallyConsistent)
        for signal in signals {
            var current = sigaction()
            try HouseError.checking("sigaction", "signal \(signal)") { sigaction(signal, nil, &current) }
            if keepIgnored, SignalPipe.ignores(current) { continue }
            try catching(signal)
            watched.append(signal)
        }
        try unblock()
    }

    /// Whoever started this process may have blocked them, and a mask outlives exec.
    private func unblock() throws(HouseError) {
        var set = sigset_t()
        sigemptyset(&set)
        for signal in watched { sigaddset(&set, signal) }
        try HouseError.checking("sigprocmask", "the signals") { sigprocmask(SIG_UNBLOCK, &set, nil) }
    }

    deinit {
        for signal in watched { Glibc.signal(signal, SIG_DFL) }
        target.store(-1, ordering: .sequentiallyConsistent)
    }

    /// What to poll for POLLIN.
    package var descriptor: Int32 { reading.number }

    /// The signals since the last call, in order; equal ones may have become one.
    package func drain() -> [Int32] {
        var bytes: [UInt8] = .init(repeating: 0, count: 512)
        var signals: [Int32] = []
        while true {
            let count = read(reading.number, &bytes, bytes.count)
            guard count > 0 else { return signals }
            signals += bytes.prefix(count).map(Int32.init)
        }
    }

    /// Lets a stop signal stop this process, and returns once it is continued; the SIGCONT is no news.
    func undergo(_ signal: Int32) throws(HouseError) {
        let affected = [signal, SIGCONT]
        for number in affected { Glibc.signal(number, SIG_DFL) }
        kill(getpid(), signal)
        for number in affected where watched.contains(number) { try catching(number) }
    }

    private func catching(_ signal: Int32) throws(HouseError) {
        var action = sigaction()
        action.sa_flags = SA_RESTART | SA_NOCLDSTOP
        action.__sigaction_handler.sa_handler = { number in
            let saved = errno
            var byte = UInt8(truncatingIfNeeded: number)
            _ = write(target.load(ordering: .sequentiallyConsistent), &byte, 1)
            errno = saved
        }
        try HouseError.checking("sigaction", "signal \(signal)") { sigaction(signal, &action, nil) }
    }

    /// Whether this process ignores a signal.
    static func ignores(_ number: Int32) -> Bool {
        var current = sigaction()
        return sigaction(number, nil, &current) == 0 && ignores(current)
    }

    private static func ignores(_ action: sigaction) -> Bool {
        unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 1
    }
}

/// A pipe that ends another thread's poll(2): anybody writes, the loop reads.
///
/// ``wake()`` is safe from any thread and from a signal handler: it is one write(2), see signal-safety(7).
package final class WakePipe: Sendable {
    private let reading: Descriptor
    private let writing: Descriptor

    /// Makes the pipe; both ends are non-blocking and closed on exec.
    package init() throws(HouseError) {
        (reading, writing) = try Descriptor.pipe(nonblocking: true)
    }

    /// What to poll for POLLIN.
    package var descriptor: Int32 { reading.number }

    /// Makes the pipe readable; a full pipe is readable already.
    package func wake() {
        let saved = errno
        var byte: UInt8 = 1
        _ = write(writing.number, &byte, 1)
        errno = saved
    }

    /// Empties the pipe.
    ///
    /// Call it before looking at what the wake was for, never after.
    package func drain() {
        var bytes: [UInt8] = .init(repeating: 0, count: 512)
        while read(reading.number, &bytes, bytes.count) == bytes.count {}
    }

    /// Waits until somebody wakes; false when the deadline passed first.
    func wait(until deadline: Deadline) throws(HouseError) -> Bool {
        try reading.wait(for: POLLIN, until: deadline)
    }
}
