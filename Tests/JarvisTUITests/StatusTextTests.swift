import JSON
import Testing

@testable import JarvisTUI

struct StatusTextTests {
    private func text(_ members: [String: JSONValue]) -> String {
        let cluster: [String: JSONValue] = ["name": "lab", "answers": true, "quorum": "standalone"]
        return StatusText.text(of: ["clusters": [.object(cluster.merging(members) { _, new in new })]])
    }

    @Test func `a shared storage says which nodes lack it`() {
        let nas: JSONValue = [
            "storage": "nas", "node": "pve2", "shared": true, "status": "available",
            "lacking": ["pve1", "pve3"],
        ]
        let again: JSONValue = ["storage": "nas", "node": "pve1", "shared": true, "status": "unknown"]
        #expect(
            text(["storage": [nas, again]]) == """
                lab  standalone
                  STORAGE  NODE               STATE      USED
                  nas      not on pve1, pve3  available  –

                """)
    }

    @Test func `a guest that is not as it should be is named, and the calm ones are not`() {
        let guests: JSONValue = [
            ["vmid": 101, "name": "web", "node": "pve", "status": "running"],
            ["vmid": 102, "name": "db", "node": "pve", "status": "io-error"],
            ["vmid": 103, "name": "box", "node": "pve", "status": "stopped", "lock": "backup"],
            [
                "vmid": 900, "name": "base", "node": "pve", "status": "stopped", "template": true,
                "lock": "clone",
            ],
        ]
        #expect(
            text(["guests": guests]) == """
                lab  standalone
                  guest 102 db on pve: io-error
                  guest 103 box on pve: stopped, locked (backup)

                """)
    }

    @Test(arguments: [
        (1, "  One row of the answers could not be read and is missing here."),
        (3, "  3 rows of the answers could not be read and are missing here."),
    ])
    func `rows that are missing are told`(count: Int, line: String) {
        #expect(text(["unreadable": .integer(count)]) == "lab  standalone\n\(line)\n")
    }
}
