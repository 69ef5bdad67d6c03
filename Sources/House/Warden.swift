import CPOSIX
import Glibc
import Synchronization

/// The child that signals go on to, 0 while there is none: signal dispositions belong to the whole process.
private let ward = Atomic<Int32>(0)

/// The parent of a program that draws on this process's own terminal.
///
/// It waits, and gives the terminal back after any death. What the program left with its keeper goes on in the next one.
///
/// Both are of one process group, so that keys and the shell's job control reach the program itself.
package final class Warden {
    private let address: HouseAddress
    private let place: KeeperPlace
    private let terminal: TerminalState?
    private var deaths: [ContinuousClock.Instant] = []

    /// What the program's child is told: the socket of its keeper, and where its crash report goes.
    package struct Charge: Sendable, Equatable {
        package var keeper: String
        package var crashFile: String?

        package init(keeper: String, crashFile: String?) {
            self.keeper = keeper
            self.crashFile = crashFile
        }
    }

    /// At the death of this number within a minute it is not started again.
    private static let mostDeaths = 3

    private static let passedOn = [SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM]

    /// Runs the program to its end, be it by several processes.
    ///
    /// - Parameters:
    ///   - address: whose state has the keeper's socket and the crash reports.
    ///   - arguments: of the program for a charge.
    /// - Returns: its exit code, or 128 and the number of the signal that ended it.
    /// - Throws: what the system refused.
    package static func run(
        _ address: HouseAddress, _ arguments: (Charge) -> [String]
    ) throws(HouseError) -> Int32 {
        let warden = Warden(address)
        defer { warden.dismissKeeper() }
        return try warden.watch(arguments)
    }

    private init(_ address: HouseAddress) {
        self.address = address
        place = KeeperPlace(folder: address.state, name: KeeperPlace.ofFront(getpid()))
        do throws(HouseError) {
            terminal = try TerminalState(of: STDOUT_FILENO)
        } catch {
            // Then nothing is drawn, and nothing is to be given back.
            terminal = nil
        }
        CrashSignals.dieAtOnce()
        // One that is ignored stays so, here and in the program.
        for number in Warden.passedOn where !SignalPipe.ignores(number) {
            signal(number) { Warden.passOn($0) }
        }
    }

    /// In a handler.
    private static func passOn(_ number: Int32) {
        let process = ward.load(ordering: .sequentiallyConsistent)
        if process > 1 { kill(process, number) }
    }

    private func watch(_ arguments: (Charge) -> [String]) throws(HouseError) -> Int32 {
        while true {
            let charge = Charge(keeper: place.name, crashFile: newReport)
            let process = try start(arguments(charge), charge)
            ward.store(process, ordering: .sequentiallyConsistent)
            ProgramPages.release()
            let ending = outcome(of: process)
            ward.store(0, ordering: .sequentiallyConsistent)
            guard let ending else { return EX_SOFTWARE }
            guard case .killed(let number) = ending else {
                // After a death it began on a terminal that was as the one before had it, and left it so.
                if !deaths.isEmpty { terminal?.restore(on: STDOUT_FILENO) }
                if case .exited(let code) = ending { return code }
                return EX_SOFTWARE
            }
            TerminalState.leave(STDOUT_FILENO)
            guard try goesOn(after: ending, report: charge.crashFile) else { return 128 + number }
        }
    }

    /// Says what happened, and whether another one takes the programs over.
    private func goesOn(after ending: HouseProcess.Ending, report: String?) throws(HouseError) -> Bool {
        let now = ContinuousClock.now
        deaths = deaths.filter { now - $0 < .seconds(60) } + [now]
        let hasReport = report.map { CrashFolder.holdsReport($0) } ?? false
        let trace = hasReport ? " The crash report is \(report ?? "")" : ""
        let isLast = deaths.count >= Warden.mostDeaths
        let hasShells = if isLast { false } else { try place.connected() != nil }
        let sentence = "Jarvis \(hasReport ? "crashed" : "was ended") (\(ending))"
        // What is typed meanwhile is for the next one.
        if !hasShells { terminal?.restore(on: STDOUT_FILENO) }
        if hasShells {
            "\(sentence); another one goes on with its shells.\(trace)".tell(end: "\r\n")
        } else if isLast {
            "\(sentence) for the third time in a minute; its shells end with it.\(trace)".tell()
        } else {
            "\(sentence). The terminal is as it was.\(trace)".tell()
        }
        return hasShells
    }

    /// How a process ended; while it is stopped, so is this one.
    private func outcome(of process: pid_t) -> HouseProcess.Ending? {
        var status: Int32 = 0
        while true {
            let got = waitpid(process, &status, WUNTRACED)
            if got == -1, errno == EINTR { continue }
            guard got == process else { return nil }
            // wait(2), WIFSTOPPED.
            guard status & 0xFF == 0x7F else { return HouseProcess.Ending(status: status) }
            if !deaths.isEmpty { terminal?.restore(on: STDOUT_FILENO) }
            kill(getpid(), SIGSTOP)
        }
    }

    private func start(_ arguments: [String], _ charge: Charge) throws(HouseError) -> pid_t {
        let path = HouseProcess.executable
        var variables = Environment.ofThisProcess
        if let report = charge.crashFile {
            let backtracer = Backtracer.path(executable: path, searchPath: variables["PATH"] ?? "")
            variables["SWIFT_BACKTRACE"] = Backtracer.settings(report: report, backtracer: backtracer)
        }
        let words = CStrings(arguments)
        let environment = CStrings(variables.map { "\($0.key)=\($0.value)" })
        var process: pid_t = 0
        try HouseError.spawning("posix_spawn", path) {
            posix_spawn(&process, path, nil, nil, words.pointers, environment.pointers)
        }
        return process
    }

    /// A place for the next crash report, where the state's folder can be used.
    private var newReport: String? {
        do throws(HouseError) {
            return try address.prepareReports().newReport(at: time(nil), starter: getpid())
        } catch {
            return nil
        }
    }

    private func dismissKeeper() {
        do throws(HouseError) {
            _ = try place.dismiss()
        } catch {
            error.description.tell()
        }
    }
}

extension Warden.Charge {
    /// In the child: it ends with its parent, as with a closed window, and notes its crashes.
    package func accept() throws(HouseError) {
        _ = jarvis_die_with_parent(SIGHUP)
        if let crashFile { try CrashSignals.dieAfterReport(crashFile) }
    }
}
