import CPOSIX
import Glibc
import Synchronization

/// What a handler needs, as signal dispositions belong to the whole process: a pointer to ``Reporting``, or 0.
private let reporting = Atomic<Int>(0)

/// Whether a thread has begun to report.
private let isReported = Atomic(false)

/// The signals a crash raises.
enum CrashSignals {
    static let all = [SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGTRAP]

    /// Has the default done at once, without a report.
    static func dieAtOnce() {
        for number in all { signal(number, SIG_DFL) }
    }

    /// Has a crash noted at once and the process die at once, with everything it holds.
    ///
    /// A child of the crash, a copy with the one thread that crashed, then has Swift's handler write the
    /// whole report, which takes seconds; the next house needs locks and terminals sooner. A signal of kill(2)'s kills as
    /// well, for which Swift's handler returns, trusting a faulty instruction to fault again.
    static func dieAfterReport(_ report: String) throws(HouseError) {
        let pointer = UnsafeMutablePointer<Reporting>.allocate(capacity: 1)
        pointer.initialize(to: Reporting(note: CrashNote(report)))
        for number in all {
            var action = sigaction()
            try HouseError.checking("sigaction", "signal \(number)") { sigaction(number, nil, &action) }
            if action.sa_flags & SA_SIGINFO != 0 {
                pointer.pointee.report = action.__sigaction_handler.sa_sigaction
            }
            action.sa_flags |= SA_SIGINFO | Int32(SA_ONSTACK)
            action.__sigaction_handler.sa_sigaction = { CrashSignals.die($0, $1, $2) }
            try HouseError.checking("sigaction", "signal \(number)") { sigaction(number, &action, nil) }
        }
        reporting.store(Int(bitPattern: pointer), ordering: .sequentiallyConsistent)
    }

    /// In the handler: nothing that could ask for memory.
    private static func die(
        _ number: Int32, _ info: UnsafeMutablePointer<siginfo_t>?, _ context: UnsafeMutableRawPointer?
    ) {
        // Another thread that crashes meanwhile ends with the first.
        while isReported.exchange(true, ordering: .sequentiallyConsistent) { pause() }
        let address = reporting.load(ordering: .sequentiallyConsistent)
        let code = info?.pointee.si_code ?? 0
        if let found = UnsafePointer<Reporting>(bitPattern: address) {
            let place = UInt(bitPattern: info?.pointee._sifields._sigfault.si_addr)
            found.pointee.note.write(number, code: code, address: code > 0 ? place : 0)
            if let report = found.pointee.report, jarvis_crash_fork() == 0 {
                leaveReport { report(number, info, context) }
            }
        }
        signal(number, SIG_DFL)
        if code <= 0 { kill(getpid(), number) }
    }

    /// In the child: locks, terminals and connections are not its own.
    private static func leaveReport(_ report: () -> Void) -> Never {
        closefrom(3)
        // The backtracer makes the file: for the owner alone, whatever the umask was. It reads this process.
        umask(0o077)
        _ = jarvis_set_dumpable(1)
        alarm(longestReport)
        report()
        _exit(0)
    }

    /// Seconds.
    private static let longestReport: UInt32 = 60

    private typealias Report =
        @convention(c) (
            Int32, UnsafeMutablePointer<siginfo_t>?, UnsafeMutableRawPointer?
        ) -> Void

    /// What the handler does.
    private struct Reporting {
        let note: CrashNote
        /// Swift's own handler, which has swift-backtrace write a report.
        var report: Report?
    }
}

/// The program that writes a crash report: Swift's `swift-backtrace`.
///
/// An installed program has its own in `PREFIX/libexec/jarvis`, out of a toolchain's way; one that was only built
/// uses that of the toolchain on the PATH. Source: Swift's Docs, "Backtracing support in Swift", `swift-backtrace`.
enum Backtracer {
    /// Where it is; nil leaves the search to Swift's runtime.
    static func path(executable: String, searchPath: String) -> String? {
        let toolchains = searchPath.split(separator: ":").compactMap { resolved($0 + "/swift") }
        for program in [executable] + toolchains {
            guard let slash = program.lastIndex(of: "/") else { continue }
            for place in places {
                if let path = resolved(program[..<slash] + place), access(path, X_OK) == 0 { return path }
            }
        }
        return nil
    }

    /// From the folder of the program, or of a toolchain's `swift`.
    private static let places = [
        "/../libexec/jarvis/swift-backtrace", "/../libexec/swift/linux/swift-backtrace",
        "/../libexec/swift/linux/swift-backtrace-static",
    ]

    /// The settings of a house's crash reports: they ask nobody and go to a file.
    ///
    /// Without registers, because a report shows the memory that they point at, which may be part of a secret.
    /// Commas separate the settings and cannot be escaped: a report whose path has one goes to
    /// standard error, and a backtracer whose path has one is not named.
    static func settings(report: String?, backtracer: String?) -> String {
        let target = report.flatMap { $0.contains(",") ? nil : $0 } ?? "stderr"
        let settings = "enable=yes,interactive=no,color=no,registers=none,output-to=\(target)"
        guard let backtracer, !backtracer.contains(",") else { return settings }
        return settings + ",swift-backtrace=\(backtracer)"
    }

    private static func resolved(_ path: some StringProtocol) -> String? {
        guard let found = realpath(String(path), nil) else { return nil }
        defer { free(found) }
        return String(cString: found)
    }
}
