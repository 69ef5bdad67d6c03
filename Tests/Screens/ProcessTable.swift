import FoundationEssentials
import Glibc
import Onlooker
import Testing

/// The processes of this machine, as /proc tells of them (proc(5)).
enum ProcessTable {
    /// The process that owns everything, of the Jarvis whose state is in that folder.
    static func house(state: String) -> pid_t? {
        // A copy of one that crashed writes the report, and has nothing open but its standard descriptors.
        processes.filter { process in
            let words = read(process, "cmdline")
            return words.contains("house\0--socket\0") && words.contains(state + "/")
                && open(by: process).count > 3
        }.max()
    }

    /// What the descriptors of a process lead to.
    static func open(by process: pid_t) -> [String] {
        let folder = "/proc/\(process)/fd"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.compactMap {
            try? FileManager.default.destinationOfSymbolicLink(atPath: folder + "/" + $0)
        }
    }

    /// The process at the terminal, of the Jarvis whose state is in that folder.
    static func front(state: String) -> pid_t? {
        processes.first { process in
            let words = read(process, "cmdline")
            return words.hasPrefix(BuiltProgram.path) && !words.contains("house\0--socket\0")
                && !words.contains("guardian\0--socket\0")
                && read(process, "environ").contains("XDG_STATE_HOME=\(state)\0")
        }
    }

    /// The process of `jarvis terminal` that draws; the newest, as with houses.
    static func multiplexer(state: String) -> pid_t? {
        processes.filter { process in
            read(process, "cmdline").contains("terminal\0--keeper\0")
                && read(process, "environ").contains("XDG_STATE_HOME=\(state)\0")
        }.max()
    }

    /// The processes that one has started and not outlived.
    static func children(of parent: pid_t) -> [pid_t] {
        processes.filter { self.parent(of: $0) == parent }.sorted()
    }

    /// Who started a process, or adopted it.
    static func parent(of process: pid_t) -> pid_t? {
        let fields = read(process, "stat").split(separator: ")").last?.split(separator: " ") ?? []
        return fields.count > 1 ? pid_t(fields[1]) : nil
    }

    /// The name of a process.
    static func name(of process: pid_t) -> String {
        String(read(process, "comm").dropLast())
    }

    /// The houses, keepers and fronts that a folder of state is told to.
    static func those(of state: String) -> [pid_t] {
        processes.filter { read($0, "cmdline").contains(state) }
    }

    /// The houses among them, with what a crash left of one until its report is written.
    static func houses(of state: String) -> [pid_t] {
        those(of: state).filter { read($0, "cmdline").contains("house\0--socket\0") }
    }

    /// Waits until a process has gone; false when it does not in so many seconds.
    static func isGone(_ process: pid_t, within seconds: Int = 60) -> Bool {
        for _ in 0..<20 * seconds where kill(process, 0) == 0 { usleep(50_000) }
        return kill(process, 0) != 0
    }

    /// The processes with that home, by number and command line; what has ended and waits for its parent does not count.
    static func processes(of home: String) -> [(process: pid_t, words: String)] {
        processes.compactMap { process in
            // Threads of a test that are about to become a program still have the test's environment.
            guard read(process, "environ").contains("HOME=\(home)\0") else { return nil }
            return (process, read(process, "cmdline").replacing("\0", with: " "))
        }
    }

    /// Checks that no process with that home is left; those that are ending are given ten seconds.
    static func expectNone(of home: String, sourceLocation: SourceLocation = #_sourceLocation) {
        var left = processes(of: home)
        for _ in 0..<500 where !left.isEmpty {
            usleep(20_000)
            left = processes(of: home)
        }
        #expect(left.map(\.words) == [], "left over", sourceLocation: sourceLocation)
    }

    /// The memory a process has resident, in bytes; 0 when it is gone.
    static func residentMemory(of process: pid_t) -> Int {
        let line = read(process, "status").split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        return (line?.split(separator: " ").compactMap { Int($0) }.first ?? 0) * 1_024
    }

    private static var processes: [pid_t] {
        ((try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []).compactMap { pid_t($0) }
    }

    /// By read(2): `FileManager.contents(atPath:)` keeps 64 KiB for good each time such a file is empty.
    private static func read(_ process: pid_t, _ file: String) -> String {
        let number = Glibc.open("/proc/\(process)/\(file)", O_RDONLY | O_CLOEXEC)
        guard number != -1 else { return "" }
        defer { close(number) }
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 16_384)
        while case let count = Glibc.read(number, &part, part.count), count > 0 {
            bytes += part.prefix(count)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
