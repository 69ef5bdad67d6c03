import FoundationEssentials
import JSON
import Testing

@testable import CommandLine
@testable import JarvisTUI
@testable import Multiplexer

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

    @Test func `a long name is cut, and the columns beside it stay in their place`() throws {
        let long = String(repeating: "node", count: 75)
        let lines = text([
            "nodes": [["node": .string(long), "status": "online"], ["node": "pve", "status": "online"]]
        ])
        .split(separator: "\n").dropFirst()
        #expect(lines.count == 3 && lines.allSatisfy { $0.count < 120 })
        #expect(lines.dropFirst().first?.hasPrefix("  \(long.prefix(39))…  online") == true)
        let places = lines.map { line in line.firstRange(of: line.contains("STATE") ? "STATE" : "online") }
        let columns = zip(lines, places).map { line, place in
            place.map { line.distance(from: line.startIndex, to: $0.lowerBound) }
        }
        #expect(columns == [44, 44, 44])
    }

    @Test(
        arguments: [
            ([1_767_268_800], false, " since 12:00"), ([1_767_268_800], true, " at 12:00"),
            ([1_767_182_460], false, " since 2025-12-31 12:01"), ([nil], false, ""),
            ([1_767_268_800, 1_767_268_830], false, " since 12:00"),
            ([1_767_268_860, 1_767_268_800], false, ", the first since 12:00"),
            ([1_767_268_860, 1_767_268_800], true, ", the last at 12:01"),
            ([1_767_268_800, nil], false, ""),
        ] as [([Int?], Bool, String)])
    func `a concern is told with since when it is, where that is known`(
        times: [Int?], isEvent: Bool, onset: String
    ) {
        let names = (0..<times.count).map { "10\($0 + 1) web" }
        let findings = zip(names, times).map { name, time in
            JSONValue.known([
                "severity": "warning", "about": "guest", "name": .string(name), "what": "HA error",
                "time": time.map { .integer($0) }, "event": isEvent ? true : nil,
            ])
        }
        let words = names.joined(separator: ", ") + " HA error"
        let cluster: JSONValue = [
            "name": "lab", "answers": true, "quorum": "standalone", "findings": .array(findings),
            "concerns": [["severity": "warning", "text": .string(words)]],
        ]
        let text = StatusText.text(
            of: ["clusters": [cluster]], at: Date(timeIntervalSince1970: 1_767_270_000)
        ) { _ in WallClock(offset: 0) }
        #expect(text == "lab  standalone\n  warning: \(words)\(onset)\n")
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

    @Test func `what the top line would tell stands first, and what is not known`() {
        let concerns: JSONValue = [
            ["severity": "critical", "text": "110 grafana stopped without a task"],
            ["severity": "warning", "text": "5 rows unreadable"],
        ]
        #expect(
            text(["concerns": concerns, "unknown": ["quorum", "states of 3 guests"]]) == """
                lab  standalone
                  critical: 110 grafana stopped without a task
                  warning: 5 rows unreadable
                  not known: quorum, states of 3 guests

                """)
    }

    @Test func `a guest of a silent node is told with the state that was known last`() {
        let guests: JSONValue = [
            [
                "vmid": 110, "name": "grafana", "node": "agent", "status": "unknown",
                "last_known_status": "running",
            ]
        ]
        #expect(
            text(["guests": guests]) == """
                lab  standalone
                  guest 110 grafana on agent: unknown, was running

                """)
    }

    @Test func `what high availability says is told where it is not fine`() {
        let nodes: JSONValue = [
            ["node": "pve1", "status": "online", "hastate": "online"],
            ["node": "pve2", "status": "online", "hastate": "maintenance"],
            ["node": "pve3", "status": "offline", "hastate": "fence"],
        ]
        let guests: JSONValue = [
            ["vmid": 101, "name": "web", "node": "pve1", "status": "running", "hastate": "error"],
            ["vmid": 102, "name": "db", "node": "pve1", "status": "running", "hastate": "started"],
        ]
        let lines = text(["nodes": nodes, "guests": guests]).split(separator: "\n")
        #expect(lines[2].hasPrefix("  pve1  online    "))
        #expect(lines[3].contains("online, in maintenance") && lines[4].contains("offline, HA fence"))
        #expect(lines.dropFirst(5) == ["  guest 101 web on pve1: running, HA error"])
    }

    @Test func `a quorum without a majority needs no number`() {
        let votes: [String: JSONValue] = [
            "quorum": "quorate", "votes": 1, "expected": 2, "counted": "members",
        ]
        #expect(text(votes) == "lab  quorate 1/2 members, enough without a majority\n")
        let more = votes.merging(["votes": 2, "needed": 2]) { _, new in new }
        #expect(text(more) == "lab  quorate 2/2 members, needs 2\n")
    }

    @Test(arguments: [
        (1, "  One row of the answers could not be read and is missing here."),
        (3, "  3 rows of the answers could not be read and are missing here."),
    ])
    func `rows that are missing are told`(count: Int, line: String) {
        #expect(text(["unreadable": .integer(count)]) == "lab  standalone\n\(line)\n")
    }
}
