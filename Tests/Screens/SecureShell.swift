import FoundationEssentials
import Glibc
import Onlooker
import Terminal

/// An sshd of its own on the loopback, with keys made for it: the far end of a connection that can be lost.
final class SecureShell {
    /// The words that run a shell line at the far end, on a terminal there.
    let client: [String]
    private let server: ScreenProgram
    private let folder: String

    /// What it needs and is not installed; `nil` when all is there.
    static let missing: String? = ["/usr/sbin/sshd", "/usr/bin/ssh", "/usr/bin/ssh-keygen"]
        .first { (path: String) in access(path, X_OK) != 0 }.map { "\($0) is not installed" }

    init() throws {
        let folder = "/tmp/jarvis-ssh-\(getpid())-\(UInt32.random(in: 0 ... .max))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        chmod(folder, 0o700)
        self.folder = folder
        // Where sshd keeps the part of itself that has no rights; a boot makes it, and here there may have been none.
        if geteuid() == 0 { mkdir("/run/sshd", 0o755) }
        let port = try Self.freePort()
        let settings = """
            ListenAddress 127.0.0.1:\(port)
            HostKey \(folder)/host
            AuthorizedKeysFile \(folder)/user.pub
            PidFile none
            UsePAM no
            StrictModes no
            PermitRootLogin yes
            PasswordAuthentication no
            PrintMotd no
            SetEnv HOME=\(folder)

            """
        try Data(settings.utf8).write(to: URL(filePath: folder + "/settings"))
        let keys = ["host", "user"].map {
            "ssh-keygen -q -t ed25519 -N '' -f \(folder)/\($0)"
        }
        let script =
            keys.joined(separator: " && ")
            + " && { /usr/sbin/sshd -D -e -f \(folder)/settings & trap \"kill $!; exit\" HUP; wait; }"
        server = try ScreenProgram(
            ["/bin/sh", "-c", script], environment: ["PATH": "/usr/bin:/bin"],
            size: TerminalSize(columns: 120, rows: 24))
        client = [
            "/usr/bin/ssh", "-F", "none", "-i", folder + "/user", "-p", "\(port)", "-tt", "-q", "-o",
            "BatchMode=yes",
            "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "127.0.0.1",
        ]
        guard server.wait(until: { $0.shows(["Server listening"]) }) != nil else {
            throw StoryError(
                server.look { screen in (0..<24).map { screen.text(row: $0) }.joined(separator: "\n") })
        }
    }

    deinit {
        server.end()
        do {
            try FileManager.default.removeItem(atPath: folder)
        } catch {
            print("\(folder) is left behind: \(error)")
        }
    }

    /// A port that nobody listens on now.
    private static func freePort() throws -> UInt16 {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(listener) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, size) == 0 && getsockname(listener, $0, &size) == 0
            }
        }
        guard isBound else { throw StoryError("no free port on the loopback") }
        return UInt16(bigEndian: address.sin_port)
    }
}

/// Why a story cannot be told.
struct StoryError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
