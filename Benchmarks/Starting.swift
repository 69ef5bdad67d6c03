import CPOSIX
import Glibc
import Terminal

/// Programs started on terminals and ended, many times over: what is left of them, and what a start costs.
enum Starting {
    static func measure(starts: Int) throws(BenchmarkError) -> [Finding] {
        try start()
        let (before, began) = (descriptors, ContinuousClock.now)
        for _ in 0..<starts { try start() }
        let time = began.duration(to: .now) / starts
        let left = descriptors - before
        let children = waitpid(-1, nil, WNOHANG) != -1
        return [
            Finding(
                what: "\(starts) programs started on terminals of their own and ended",
                bound: "no descriptor and no child left",
                value: "\(left) descriptors and \(children ? "some" : "no") children left, "
                    + "\(time.milliseconds.rounded(to: 2)) ms each",
                isKept: left == 0 && !children, beside: "")
        ]
    }

    private static func start() throws(BenchmarkError) {
        let command = TerminalCommand(program: "/bin/true", arguments: ["true"])
        let session: TerminalSession
        do throws(TerminalError) {
            session = try TerminalSession(command, size: TerminalSize(columns: 80, rows: 24)) {}
        } catch {
            throw .notShown("/bin/true", awaited: "its start: \(error)")
        }
        guard session.waitForEnd(within: .seconds(10)) else {
            throw .notShown("/bin/true", awaited: "its end")
        }
    }

    /// How many descriptors this process has open.
    private static var descriptors: Int {
        guard let folder = opendir("/proc/self/fd") else { return -1 }
        defer { closedir(folder) }
        var count = 0
        while readdir(folder) != nil { count += 1 }
        return count
    }
}
