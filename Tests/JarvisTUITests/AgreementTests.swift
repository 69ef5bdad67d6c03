import ClusterKit
import JSON
import Screen
import Testing

@testable import CommandLine
@testable import Jarvis
@testable import JarvisTUI
@testable import Multiplexer

/// The same condition of a cluster is called the same, word for word, in every place that judges.
@Suite struct AgreementTests {
    /// A condition, what brings it about, and what it is called; of what is only not known, that.
    struct Condition: Sendable, CustomTestStringConvertible {
        let words: String
        var isUnknown = false
        let change: @Sendable (inout ClusterSnapshot) -> Void

        var testDescription: String { words }
    }

    private static let node = Sample.snapshot.nodes[0].name

    private static let conditions: [Condition] =
        ["io-error", "internal-error", "guest-panicked"].map { word in
            Condition(words: "101 nextcloud \(word)") { $0.guests[0].status = GuestStatus(word) }
        }
        + (["error", "fence"] as [String]).map { word in
            Condition(words: "101 nextcloud HA \(word)") { $0.guests[0].haState = word }
        }
        + [
            Condition(words: "103 jellyfin stopped without a task") {
                $0.unaskedStops = [Sample.guests[1].id]
            },
            Condition(words: "\(node) in maintenance") { $0.nodes[0].haState = "maintenance" },
            Condition(words: "\(node) HA fence") { $0.nodes[0].haState = "fence" },
            Condition(words: "\(node) down") { $0.nodes[0].state = .offline },
            Condition(words: "\(node) silent") { $0.nodes[0].state = .unknown },
            Condition(words: "\(node) CPU 97%") { $0.nodes[0].cpu = 0.97 },
            Condition(words: "quorum", isUnknown: true) { $0.quorum = .unknown },
            Condition(words: "quorum lost 1/4") {
                $0.quorum = .cluster(isQuorate: false, votes: 1, expected: 4)
            },
            Condition(words: "3 rows unreadable") { $0.freshness[.resources]?.unreadableRows = 3 },
            Condition(words: "storage local lost") { $0.storages[0].state = .inactive },
            Condition(words: "storage local unknown") { $0.storages[0].state = .unknown },
            Condition(words: "no permission to see guests") { $0.access = .noGuests },
            Condition(words: "figures of \(node)", isUnknown: true) { $0.nodes[0].cpu = nil },
            Condition(words: "state of a guest", isUnknown: true) { $0.guests[0].status = .unknown },
        ]
        + [0.85, 0.9, 0.95].map { share in
            Condition(words: "storage local \(Int(share * 100))% full") { snapshot in
                snapshot.storages[0].used = snapshot.storages[0].total.map { Int(Double($0) * share) + 1 }
            }
        }

    @Test(arguments: conditions)
    func `a condition is called the same wherever the cluster is judged`(condition: Condition) {
        var snapshot = Sample.calm
        condition.change(&snapshot)
        let now = Sample.start.instant
        let judgement = Judgement(of: snapshot, at: now)
        let told = condition.isUnknown ? judgement.unknown : judgement.concerns.map(\.text)
        #expect(told.contains(condition.words))
        let top = Health(Sample.state(snapshot: snapshot))
        #expect(top.severity != .info && top.text.contains(judgement.concerns.first?.text ?? condition.words))
        let report = StatusReport.json([snapshot], at: now)
        #expect(StatusText.text(of: report).contains(condition.words))
    }
}
