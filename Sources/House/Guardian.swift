import CPOSIX
import Glibc

/// The parent of a house: what the house's shells leave behind stays below it when the house has died.
///
/// Programs whose parents have ended become children of the nearest process above that adopts them, prctl(2),
/// PR_SET_CHILD_SUBREAPER: the house (``Orphans``) while it lives, and its guardian after that. So the next house knows
/// them by their ancestors (``Kinship``). It reads nothing, and ends with the last of them, which it says (``Guardians``).
package enum Guardian {
    /// The name of the subcommand that a front starts it with; what follows is the house's.
    package static let subcommand = "guardian"

    /// The descriptor for the status of the house's end, as waitpid(2) gives it; those of the house follow.
    static let news: Int32 = 3

    /// Starts a house, says how it ended, and goes on for as long as anybody is below this process.
    ///
    /// - Parameter arguments: the house's.
    /// - Returns: the process's exit code.
    package static func run(_ arguments: [String]) -> Int32 {
        CrashSignals.dieAtOnce()
        signal(SIGPIPE, SIG_IGN)
        // The environment that it passes on is nobody else's to read.
        _ = jarvis_set_dumpable(0)
        _ = jarvis_adopt_orphans()
        do throws(HouseError) {
            let (line, end) = try HouseDoor.pair()
            let house = try spawn(try HouseStart(arguments: arguments), line: end)
            ProgramPages.release()
            watch(house)
            // An end without this word is somebody else's doing: ``Guardians``.
            _ = write(line.number, "e", 1)
            return EX_OK
        } catch {
            "guardian: \(error)".tell()
            return error.exitCode
        }
    }

    /// Starts the house, which gets the other end of a line to this process.
    private static func spawn(_ start: HouseStart, line: Descriptor) throws(HouseError) -> Int32 {
        var start = start
        let given = [start.readyDescriptor, start.frontDescriptor].compactMap(\.self)
        let plan = try SpawnPlan()
        // Each one further down than it came, so that none is given away before it was taken.
        let own = given.indices.map { Descriptor(news + 1 + Int32($0)) }
        for (descriptor, number) in zip(own, given) { try plan.give(descriptor, as: number) }
        let last = news + Int32(given.count)
        let end = try line.aside()
        try plan.give(end, as: last)
        start.guardianDescriptor = last
        try plan.closeFrom(last + 1)
        defer { withExtendedLifetime((own, end)) {} }
        return try plan.spawn(
            HouseProcess.executable, start.commandLine(of: HouseStart.subcommand),
            Environment.ofThisProcess.map { "\($0.key)=\($0.value)" })
    }

    private static func watch(_ house: Int32) {
        while true {
            var status: Int32 = 0
            let process = waitpid(-1, &status, 0)
            if process == -1, errno == EINTR { continue }
            guard process > 0 else { return }
            guard process == house else { continue }
            _ = write(news, &status, MemoryLayout<Int32>.size)
            close(news)
        }
    }
}

extension ProcessStatus {
    /// Whether it is the guardian of a house of a state, as its command line says.
    ///
    /// A program that writes this into its own makes itself one of the house's.
    func isGuardian(of state: String) -> Bool {
        let line = ProcessStatus.file("/proc/\(process)/cmdline", upTo: 16_384) ?? []
        let words = line.split(separator: 0).prefix { !$0.elementsEqual("--".utf8) }
        guard words.count > 1, words[1].elementsEqual(Guardian.subcommand.utf8) else { return false }
        return zip(words, words.dropFirst()).contains {
            $0.elementsEqual("--state".utf8) && $1.elementsEqual(state.utf8)
        }
    }
}
