import Counterparts
import FoundationEssentials
import Glibc
import Testing

@testable import House

/// A house and commands of an ``OrdinaryUser``: root sees what others do not.
final class OrdinaryHome {
    let address: HouseAddress
    /// The probe, a copy of its own that may be replaced.
    let program: String
    private let folder: String
    private let user = OrdinaryUser()

    init() throws {
        folder = "/tmp/jarvis-ordinary-\(getpid())-\(UInt32.random(in: 0 ... .max))"
        address = HouseAddress(socket: folder + "/run/house.sock", state: folder + "/state")
        program = folder + "/HouseProbe"
        try #require(mkdir(folder, 0o700) == 0 && user.takes(folder))
        try install()
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Puts a new file in the program's place, as an upgrade does.
    func install() throws {
        // By another process: what is begun elsewhere meanwhile would have the file open for writing (ETXTBSY).
        let copy = try ProbeProcess(["/bin/cp", ProbeProcess.path, program + ".new"])
        try #require(try copy.end() == .exited(0))
        try #require(chmod(program + ".new", 0o755) == 0 && rename(program + ".new", program) == 0)
    }

    /// Starts the program with a subcommand of the probe.
    func start(_ subcommand: String, output: String = "/dev/null") throws -> ProbeProcess {
        try ProbeProcess(
            user.prefix + [program, subcommand, address.socket, address.state], output: output)
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
