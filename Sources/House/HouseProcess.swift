import CPOSIX
import Glibc

/// A house as a child of this process, or in its place.
///
/// Both start this very executable anew, because Swift reads SWIFT_BACKTRACE before the first line runs.
struct HouseProcess {
    /// Its guardian, this process's child.
    let guardian: Int32
    let start: HouseStart
    /// Where the guardian says how the house ended: ``Guardian/run(_:)``.
    private let news: Descriptor

    /// Starts a guardian, and by it a house, each in a session of its own, so that no terminal's signals reach them.
    ///
    /// - Parameters:
    ///   - start: what it is told.
    ///   - ready: the house's end of the socket it answers on when it is open.
    ///   - front: the house's end of the socket to a front with which it ends.
    /// - Returns: the child.
    /// - Throws: ``HouseError/system(call:subject:code:)`` or what is wrong with the folder of state.
    static func spawn(_ start: HouseStart, ready: Descriptor, front: Descriptor?) throws(HouseError)
        -> HouseProcess
    {
        var start = try start.withReports()
        start.logFile = start.address.logFile
        LogFile.turn(start.address.logFile)
        start.readyDescriptor = 3
        start.frontDescriptor = front == nil ? nil : 4
        let news = try Descriptor.pipe(nonblocking: false)
        let given = [try news.writing.aside(), try ready.aside(), try front?.aside()].compactMap(\.self)
        let plan = try SpawnPlan()
        try plan.send(input: "/dev/null", output: start.address.logFile)
        for (offset, descriptor) in given.enumerated() {
            try plan.give(descriptor, as: Guardian.news + Int32(offset))
        }
        try plan.closeFrom(Guardian.news + Int32(given.count))
        let path = executable
        defer { withExtendedLifetime(given) {} }
        let guardian = try plan.spawn(
            path, start.commandLine(of: Guardian.subcommand), start.environment(for: path))
        return HouseProcess(guardian: guardian, start: start, news: news.reading)
    }

    /// Becomes a house, keeping process id, standard output and error.
    ///
    /// Returns only by throwing.
    static func become(_ start: HouseStart) throws(HouseError) -> Never {
        let start = try start.withReports()
        let path = executable
        let words = CStrings(start.commandLine(of: HouseStart.subcommand))
        let variables = CStrings(start.environment(for: path))
        execve(path, words.pointers, variables.pointers)
        throw .system(call: "execve", subject: path, code: errno)
    }

    /// How the house ended, waiting a moment for a process that has closed its connections already.
    ///
    /// - Returns: nil when it still lives, or its guardian ended before it.
    func ending(within limit: Duration = .milliseconds(300)) throws(HouseError) -> Ending? {
        guard try news.wait(for: POLLIN, until: Deadline(after: limit)) else { return nil }
        var status: Int32 = 0
        while true {
            let count = read(news.number, &status, MemoryLayout<Int32>.size)
            if count == -1, errno == EINTR { continue }
            // The guardian goes on for as long as anybody is below it; one that has ended is taken off the list.
            waitpid(guardian, nil, WNOHANG)
            return count == MemoryLayout<Int32>.size ? Ending(status: status) : nil
        }
    }

    private static let image = "/proc/self/exe"

    /// Whether this process's file was removed, or another one put in its place, since the process began.
    ///
    /// Nobody else can tell: a process that hides its memory hides this link as well, proc(5).
    static var isReplaced: Bool { access(image, F_OK) == 0 && executable == image }

    /// The file of this process, or its image where an upgrade has replaced the file.
    ///
    /// The kernel names a process by the last part of the path it was started with, proc_pid_comm(5).
    static var executable: String {
        guard let path = ProcessStatus.target(image) else { return image }
        var (there, here) = (stat(), stat())
        guard stat(path, &there) == 0, stat(image, &here) == 0 else { return image }
        return there.st_dev == here.st_dev && there.st_ino == here.st_ino ? path : image
    }

    /// How a process ended: wait(2).
    enum Ending: Equatable, CustomStringConvertible {
        case exited(Int32)
        case killed(signal: Int32)

        init(status: Int32) {
            let signal = status & 0x7F
            self = signal == 0 ? .exited(status >> 8 & 0xFF) : .killed(signal: signal)
        }

        var description: String {
            switch self {
            case .exited(let code): "exit code \(code)"
            case .killed(let signal): Departure.name(ofSignal: signal)
            }
        }
    }
}

extension HouseStart {
    /// With a place for the crash report, its folder made and tidied.
    fileprivate func withReports() throws(HouseError) -> HouseStart {
        var start = self
        start.crashFile = try address.prepareReports().newReport(at: time(nil), starter: getpid())
        return start
    }

    func commandLine(of subcommand: String) -> [String] {
        [CommandLine.arguments.first ?? "jarvis", subcommand] + arguments
    }

    /// This environment, with what Swift's runtime needs to write the crash report.
    fileprivate func environment(for executable: String) -> [String] {
        var variables = Environment.ofThisProcess
        let backtracer = Backtracer.path(executable: executable, searchPath: variables["PATH"] ?? "")
        variables["SWIFT_BACKTRACE"] = Backtracer.settings(report: crashFile, backtracer: backtracer)
        return variables.map { "\($0.key)=\($0.value)" }
    }
}

/// `jarvis watch`: a house in the foreground, for a service manager.
package enum Watch {
    /// Becomes the house: same process id, standard output and error, crash reports in their folder.
    ///
    /// Returns only by throwing. When a house already keeps the state, the new one says so and exits.
    package static func run(_ address: HouseAddress, arguments: [String] = []) throws(HouseError) -> Never {
        try HouseProcess.become(HouseStart(address: address, listens: true, rest: arguments))
    }
}
