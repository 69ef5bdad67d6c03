import FoundationEssentials
import Glibc
import Onlooker

/// The processes of this machine, as /proc tells of them (proc(5)).
enum ProcessTable {
    /// The process that owns everything, of the Jarvis whose state is in that folder.
    static func house(state: String) -> pid_t? {
        // The newest: a copy of one that crashed writes the report.
        processes.filter { process in
            let words = read(process, "cmdline")
            return words.contains("house\0--socket\0") && words.contains(state + "/")
        }.max()
    }

    /// The process at the terminal, of the Jarvis whose state is in that folder.
    static func front(state: String) -> pid_t? {
        processes.first { process in
            let words = read(process, "cmdline")
            return words.hasPrefix(BuiltProgram.path) && !words.contains("house\0--socket\0")
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
        processes.filter { process in
            let fields = read(process, "stat").split(separator: ")").last?.split(separator: " ") ?? []
            return fields.count > 1 && pid_t(fields[1]) == parent
        }.sorted()
    }

    /// The name of a process.
    static func name(of process: pid_t) -> String {
        String(read(process, "comm").dropLast())
    }

    /// The houses, keepers and fronts that a folder of state is told to.
    static func those(of state: String) -> [pid_t] {
        processes.filter { read($0, "cmdline").contains(state) }
    }

    /// Waits until a process has gone; false when it does not in so many seconds.
    static func isGone(_ process: pid_t, within seconds: Int = 10) -> Bool {
        for _ in 0..<20 * seconds where kill(process, 0) == 0 { usleep(50_000) }
        return kill(process, 0) != 0
    }

    /// The memory a process has resident, in bytes; 0 when it is gone.
    static func residentMemory(of process: pid_t) -> Int {
        let line = read(process, "status").split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        return (line?.split(separator: " ").compactMap { Int($0) }.first ?? 0) * 1_024
    }

    private static var processes: [pid_t] {
        ((try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []).compactMap { pid_t($0) }
    }

    private static func read(_ process: pid_t, _ file: String) -> String {
        String(
            decoding: FileManager.default.contents(atPath: "/proc/\(process)/\(file)") ?? Data(),
            as: UTF8.self)
    }
}
