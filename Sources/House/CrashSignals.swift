import Glibc
import Synchronization

/// The handler of Swift's runtime that writes the crash report, as a number; signal dispositions and
/// this belong to the whole process.
private let reporter = Atomic<Int>(0)

/// The signals a crash raises.
enum CrashSignals {
    static let all = [SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGTRAP]

    /// Has the default done at once, without a report.
    static func dieAtOnce() {
        for number in all { signal(number, SIG_DFL) }
    }

    /// Sees to it that a process dies of such a signal also when another process sent it.
    ///
    /// Swift's handler writes its report and returns, trusting the faulty instruction to fault again; a
    /// signal from kill(2) has no such instruction, and the process would go on without handlers.
    static func dieAfterReport() throws(HouseError) {
        for number in all {
            var action = sigaction()
            try HouseError.checking("sigaction", "signal \(number)") { sigaction(number, nil, &action) }
            guard let report = action.__sigaction_handler.sa_sigaction, action.sa_flags & SA_SIGINFO != 0
            else {
                continue
            }
            reporter.store(unsafeBitCast(report, to: Int.self), ordering: .sequentiallyConsistent)
            action.__sigaction_handler.sa_sigaction = { number, info, context in
                // The backtracer makes the file: for the owner alone, whatever the umask was.
                umask(0o077)
                let address = reporter.load(ordering: .sequentiallyConsistent)
                Discretion.suspended { unsafeBitCast(address, to: Report.self)(number, info, context) }
                guard let info, info.pointee.si_code <= 0 else { return }
                signal(number, SIG_DFL)
                kill(getpid(), number)
            }
            try HouseError.checking("sigaction", "signal \(number)") { sigaction(number, &action, nil) }
        }
    }

    private typealias Report =
        @convention(c) (
            Int32, UnsafeMutablePointer<siginfo_t>?, UnsafeMutableRawPointer?
        ) -> Void
}
