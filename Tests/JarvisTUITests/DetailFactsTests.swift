import ClusterKit
import JSON
import Testing

@testable import CommandLine
@testable import JarvisTUI
@testable import Multiplexer

struct DetailFactsTests {
    private struct Refused: Error, CustomStringConvertible {
        let description = "403 Permission check failed."
    }

    private static let detail = GuestDetail(
        guest: Guest(id: GuestID(.lxc, 101), node: "a", status: .running, memory: 1 << 30))

    @Test func `a configuration that is refused hides no state`() {
        let facts = DetailFacts.guest(.success(Self.detail), at: nil, config: .failure(Refused()))
        #expect(facts.contains(DetailFact(name: "status", value: "running")))
        #expect(
            facts.last
                == DetailFact(name: "refused", value: "403 Permission check failed.", severity: .warning))
    }

    @Test func `a state that is refused hides no configuration`() {
        let facts = DetailFacts.guest(.failure(Refused()), at: nil, config: .success(["cores": 4]))
        #expect(
            facts == [
                DetailFact(name: "state", value: "403 Permission check failed.", severity: .warning),
                .heading("CONFIGURATION"), DetailFact(name: "cores", value: "4"),
            ])
    }

    @Test(
        arguments: [
            (.lxc, .running, "10.0.0.9", "10.0.0.9"), (.lxc, .running, nil, "unknown"),
            (.qemu, .running, nil, "unknown: its guest agent has told none"), (.qemu, .stopped, nil, nil),
        ] as [(GuestKind, GuestStatus, String?, String?)])
    func `an address is told of who runs, or that it is not known`(
        kind: GuestKind, status: GuestStatus, address: String?, words: String?
    ) {
        let detail = GuestDetail(guest: Guest(id: GuestID(kind, 101), node: "a", status: status))
        let facts = DetailFacts.guest(
            .success(detail), at: address.flatMap { IPAddress($0) }, config: .success([:]))
        #expect(facts.first { $0.name == "address" }?.value == words)
    }

    @Test func `a secret in a configuration is covered, a machine's number is not`() {
        let uuid = "11111111-2222-3333-4444-555566667777"
        let config: [String: JSONValue] = [
            "args": .string("-x token=\(uuid)"), "smbios1": .string("uuid=\(uuid)"),
        ]
        let facts = DetailFacts.guest(.success(Self.detail), at: nil, config: .success(config))
        #expect(facts.suffix(2).map(\.value) == ["-x token=<redacted>", "uuid=\(uuid)"])
    }
}
