import FoundationEssentials
import Glibc
import Testing

@testable import House

/// A house and commands of a user who is not root: root sees what others do not.
///
/// Where the tests run as root it is nobody, by setpriv(1); otherwise whoever runs them.
final class OrdinaryUser {
    let address: HouseAddress
    /// The probe, a copy of its own that may be replaced.
    let program: String
    private let folder: String
    private let privileges: [String]

    /// What keeps root from being somebody else; nil when nothing does.
    static var obstacle: String? {
        geteuid() == 0 && access(setpriv, X_OK) != 0 ? "no \(setpriv): root cannot be an ordinary user" : nil
    }

    private static let setpriv = "/usr/bin/setpriv"

    init() throws {
        let isRoot = geteuid() == 0
        let user = isRoot ? 65_534 : geteuid()
        privileges = isRoot ? [Self.setpriv, "--reuid=\(user)", "--regid=\(user)", "--clear-groups"] : []
        folder = "/tmp/jarvis-ordinary-\(getpid())-\(UInt32.random(in: 0 ... .max))"
        address = HouseAddress(socket: folder + "/run/house.sock", state: folder + "/state")
        program = folder + "/HouseProbe"
        try #require(mkdir(folder, 0o700) == 0)
        if isRoot { try #require(chown(folder, user, user) == 0) }
        try install()
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Puts a new file in the program's place, as an upgrade does.
    func install() throws {
        try FileManager.default.copyItem(atPath: ProbeProcess.path, toPath: program + ".new")
        try #require(chmod(program + ".new", 0o755) == 0 && rename(program + ".new", program) == 0)
    }

    /// Starts the program with a subcommand of the probe.
    func start(_ subcommand: String, output: String = "/dev/null") throws -> ProbeProcess {
        try ProbeProcess(
            privileges + [program, subcommand, address.socket, address.state], output: output)
    }

    /// What a command of this user hears from the house, once it is open.
    func introduction() throws -> String {
        let deadline = Deadline(after: .seconds(20))
        while !deadline.isOver {
            let output = "\(folder)-\(UInt32.random(in: 0 ... .max))"
            defer { unlink(output) }
            if try start("introduce", output: output).end() == .exited(0) {
                let bytes = FileManager.default.contents(atPath: output) ?? Data()
                return String(decoding: bytes, as: UTF8.self)
            }
            poll(nil, 0, 20)
        }
        return "no house"
    }
}
