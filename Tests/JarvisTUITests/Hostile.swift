import ClusterKit
import Text

@testable import CommandLine
@testable import JarvisTUI
@testable import Multiplexer

/// A cluster whose every name tries to do something to the terminal.
enum Hostile {
    static let texts = [
        "\u{1B}[2J\u{1B}[Hgone", "\u{1B}]0;owned\u{07}", "\u{1B}]52;c;cm0=\u{07}", "\u{9B}31mred",
        "a\u{202E}gpj.exe", "\u{2066}x\u{2069}\u{200B}y", "漢字漢字漢字漢字", "👨‍👩‍👧‍👦 family 🇬🇧", "line\nbreak\ttab\r",
        "Z\u{30D}\u{30D}\u{30D}\u{30D}", "\u{00}\u{07}\u{7F}", String(repeating: "long", count: 75),
        String(repeating: "字", count: 300),
    ]

    static let snapshot = snapshot(of: texts)

    /// A cluster with these names, of whatever a name is needed for; six texts at least.
    static func snapshot(of texts: [String]) -> ClusterSnapshot {
        ClusterSnapshot(
            name: "lab", quorum: .cluster(isQuorate: true, votes: 3, expected: 4),
            nodes: texts.prefix(6).enumerated().map { index, text in
                Node(
                    name: NodeName(stringLiteral: "n\(index)\(text)"), state: .online, cpu: 0.5, cpuCount: 4,
                    haState: text)
            },
            guests: texts.enumerated().map { index, text in
                Guest(
                    id: GuestID(.lxc, VMID(integerLiteral: 100 + index)),
                    node: NodeName(stringLiteral: "n\(index % 6)\(texts[index % 6])"), name: text,
                    status: index % 3 == 0 ? .other(text) : .running, tags: [text, "tag"], lock: text,
                    cpu: 0.1)
            },
            storages: texts.map { text in
                Storage(
                    id: Storage.ID(node: "n0", name: StorageName(stringLiteral: text)), state: .available,
                    used: 1, total: 2)
            },
            tasks: texts.compactMap { text in
                UPID("UPID:pve:0000ABCD:0001E240:69566184:vzdump:100:root@pam:").map {
                    ClusterTask(upid: $0, state: .failed(text))
                }
            },
            freshness: [.resources: Freshness(lastGood: Sample.start.instant)])
    }
}
