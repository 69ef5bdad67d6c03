import Glibc

/// A program that a house runs in a session and on a terminal of its own, as it runs its shells.
enum ProbeShell {
    /// Starts a line of sh(1) on a terminal of script(1), with its output in a file; does not wait.
    ///
    /// - Parameters:
    ///   - line: what runs on that terminal; for `litter` without a terminal.
    ///   - output: the file that gets what is shown.
    ///   - environment: assignments before it.
    ///   - kind: `child` of the house; `orphan` whose parents have ended; `detached`, an orphan that left its sessions
    ///     and its environment behind, too; `litter`, the line in a session that goes on until it is ended.
    static func start(_ line: String, output: String, environment: String, kind: String) {
        let session = "/usr/bin/script -qec \"\(line)\" /dev/null > '\(output)' 2>&1 < /dev/null"
        let words =
            switch kind {
            case "orphan": ["sh", "-c", "\(environment) setsid \(session) &"]
            case "detached": ["sh", "-c", "\(environment) setsid -f env -i TERM=xterm setsid -f \(session)"]
            case "litter": ["setsid", "sh", "-c", line]
            default: ["sh", "-c", "exec setsid \(session)"]
            }
        var pointers: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        var process: pid_t = 0
        posix_spawnp(&process, words[0], nil, nil, &pointers, environ)
    }
}
