import CPOSIX
import Glibc

@testable import House

/// A program started for a test, on a terminal or without one, and gone with it.
final class ProbeProcess {
    let process: Int32
    private let descriptor: Descriptor
    private var ending: HouseProcess.Ending?

    /// The probe, built beside the tests.
    static var path: String {
        let path = ProcessStatus.target("/proc/self/exe") ?? ""
        return path.prefix(upTo: path.lastIndex(of: "/") ?? path.endIndex) + "/HouseProbe"
    }

    /// Starts a program in a session of its own.
    ///
    /// - Parameters:
    ///   - program: path and arguments.
    ///   - terminal: becomes its controlling terminal.
    ///   - output: the file for its output when it has no terminal.
    ///   - environment: beside PATH and TERM.
    /// - Throws: ``HouseError/system(call:subject:code:)``.
    init(
        _ program: [String], on terminal: Pseudoterminal? = nil, output: String = "/dev/null",
        environment: [String: String] = [:]
    ) throws {
        let plan = try SpawnPlan()
        try plan.send(input: terminal?.path ?? "/dev/null", output: terminal?.path ?? output)
        try plan.closeFrom(3)
        let variables = ["PATH": "/usr/bin:/bin", "TERM": "xterm", "PS1": "$ "].merging(environment) { $1 }
        process = try plan.spawn(program[0], program, variables.map { "\($0.key)=\($0.value)" })
        descriptor = Descriptor(jarvis_pidfd_open(process))
    }

    deinit {
        guard ending == nil else { return }
        kill(process, SIGKILL)
        var status: Int32 = 0
        waitpid(process, &status, 0)
    }

    func send(_ signal: Int32) {
        kill(process, signal)
    }

    /// How it ended, waiting at most ten seconds.
    func end() throws -> HouseProcess.Ending? {
        guard ending == nil else { return ending }
        guard try descriptor.wait(for: POLLIN, until: Deadline(after: .seconds(10))) else { return nil }
        var status: Int32 = 0
        guard waitpid(process, &status, 0) == process else { return nil }
        ending = HouseProcess.Ending(status: status)
        return ending
    }
}
