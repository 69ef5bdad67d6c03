import Glibc

/// A program that a house runs in a session and on a terminal of its own, as it runs its shells.
enum ProbeShell {
    /// Starts a line of sh(1) on a terminal of script(1), with its output in a file; does not wait.
    ///
    /// `environment` are assignments before it. An orphan has no ancestors left but the first process.
    static func start(_ line: String, output: String, environment: String, orphan: Bool) {
        let session = "/usr/bin/script -qec \"\(line)\" /dev/null > '\(output)' 2>&1 < /dev/null"
        let words = ["sh", "-c", orphan ? "\(environment) setsid \(session) &" : "exec setsid \(session)"]
        var pointers: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        var process: pid_t = 0
        posix_spawn(&process, "/bin/sh", nil, nil, &pointers, environ)
    }
}
