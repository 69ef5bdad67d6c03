import FoundationEssentials
import HTTP
import Text

@testable import ClusterKit

extension ClusterConfiguration.Credential {
    static let token = Self.token(id: "me@pve!test", secret: Secret("0000-secret-1111"))
    static let password = Self.password(user: "me@pve", secret: Secret("pass word&1"))
}

extension ProxmoxClient {
    /// A client of servers on this machine.
    init(
        _ servers: LoopbackServer..., as credential: ClusterConfiguration.Credential = .token,
        deadlines: Deadlines = Deadlines(), clock: HandClock = HandClock()
    ) {
        self.init(
            ClusterConfiguration(
                name: "home", endpoints: servers.map { Endpoint("127.0.0.1", port: $0.port, isPlain: true) },
                credential: credential, deadlines: deadlines),
            now: { clock.now })
    }
}

extension LoopbackServer.Reply {
    /// What `/access/ticket` answers.
    static func ticket(_ name: String) -> LoopbackServer.Reply {
        .data(
            """
            {"username":"me@pve","ticket":"PVE:me@pve:\(name)::sig+/=","CSRFPreventionToken":"csrf-\(name)","cap":{}}
            """)
    }

    static let version = LoopbackServer.Reply.data(#"{"version":"9.2.2","release":"9.2"}"#)
}

/// A body that lies beside the tests.
func fixture(_ name: String, beside path: String = #filePath) throws -> [UInt8] {
    let folder = URL(filePath: path).deletingLastPathComponent()
    return [UInt8](try Data(contentsOf: folder.appending(path: "Fixtures/\(name).json")))
}

/// The same body, ready to be read.
func answer(_ name: String) throws -> Answer {
    Answer(try fixture(name))
}

/// The UPID of a text that is one.
func upid(_ text: String) throws -> UPID {
    guard let upid = UPID(text) else { throw WireFault(detail: "no UPID: \(text)", offset: 0) }
    return upid
}

/// The fields of an object written in a test.
func fields(_ text: String) throws -> Fields {
    try Answer(Array("{\"data\":\(text)}".utf8)).fields()
}
