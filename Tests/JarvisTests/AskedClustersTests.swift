import AIKit
import ClusterKit
import JSON
import Memory
import OfflineButler
import ProxmoxSim
import Synchronization
import Testing

@testable import Jarvis

/// Which of two clusters a question from outside is about, and that the answer says so.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct AskedClustersTests {
    /// Two simulated clusters with the same guests, the second of which has lost a node.
    private static func live(_ body: (Estate) async throws -> Void) async throws {
        let first = try await Simulator.start(Homestead.configuration)
        let second = try await Simulator.start(Homestead.configuration)
        await second.run(.nodeDies)
        let estate = Estate(
            [Homestead.cluster(first, name: "attic"), Homestead.cluster(second, name: "lab-2")],
            opening: try Store.temporary(), mind: Mind(OfflineProvider()), pace: Homestead.pace)
        let outcome: Result<Void, any Error> = await estate.watching {
            do {
                await estate.settle()
                while await estate.sites[1].snapshot.nodes.allSatisfy({ $0.state == .online }) {
                    try await Task.sleep(for: .milliseconds(50))
                }
                return .success(try await body(estate))
            } catch {
                return .failure(error)
            }
        }
        await first.stop()
        await second.stop()
        try outcome.get()
    }

    /// The text of an answer.
    private static func ask(_ question: String, _ cluster: String? = nil, in estate: Estate) async -> String {
        let output = Mutex("")
        let arguments = [question] + (cluster.map { [$0] } ?? [])
        _ = await Errand.ask.run(in: estate, arguments) { part in output.withLock { $0 += part } }
        let lines = output.withLock { $0 }
        return lines.split(separator: "\n").compactMap { line in
            if case .text(let text)? = AskEvent(line: line) { text } else { nil }
        }.joined()
    }

    @Test func `a question that names a cluster goes there, and every answer names its own`() async throws {
        try await Self.live { estate in
            for question in [
                "what is wrong in lab-2", "is agent1 down in lab-2?", "what is wrong with cluster LAB-2",
            ] {
                let answer = await Self.ask(question, in: estate)
                #expect(answer.hasPrefix("lab-2: ") && answer.contains("agent1"), "\(question): \(answer)")
                #expect(!answer.contains("can make nothing"), "\(question): \(answer)")
            }
            let order = await Self.ask("start 99999 in lab-2", in: estate)
            #expect(order.hasPrefix("lab-2: "), "\(order)")
            let chosen = await Self.ask("which nodes are online", "lab-2", in: estate)
            #expect(chosen.hasPrefix("lab-2: "))
            #expect(await Self.ask("which storage is full", in: estate).hasPrefix("attic: "))
        }
    }

    @Test func `who asks how all is hears of each cluster, the worst first`() async throws {
        try await Self.live { estate in
            for question in ["status", "how are all clusters", "is everything ok", "what is wrong"] {
                let answer = await Self.ask(question, in: estate)
                let lines = answer.split(separator: "\n")
                #expect(
                    answer.hasPrefix("lab-2: ") && answer.contains("agent1 down"), "\(question): \(answer)")
                #expect(lines.contains { $0.hasPrefix("attic: ") }, "\(question): \(answer)")
            }
            let calm = await Self.ask("is everything ok in attic", in: estate)
            #expect(calm.hasPrefix("attic: ") && calm.contains("Beside it, lab-2: agent1 down."), "\(calm)")
        }
    }

    @Test func `a name that both clusters have is asked about, and nothing is done`() async throws {
        try await Self.live { estate in
            let guests = await estate.sites[0].snapshot.guests
            let guest = try #require(guests.first { $0.status == .stopped && $0.name != nil })
            for question in ["start \(guest.vmid)", "is agent1 down"] {
                let answer = await Self.ask(question, in: estate)
                #expect(answer.hasPrefix("Which do you mean: "), "\(answer)")
                #expect(answer.contains("in attic, or ") && answer.contains("in lab-2?"), "\(answer)")
            }
        }
    }

    @Test(arguments: [
        ("what is wrong in lab", true, false), ("labels of lab-1", false, false),
        ("the lab cluster.", true, true),
        ("cluster lab", true, true), ("is it in Lab's care", true, false), ("collab", false, false),
    ])
    func `a cluster is named by a word of its own`(question: String, isNamed: Bool, isCalled: Bool) {
        let words = AskedWords(question)
        #expect(words.name("lab") == isNamed && words.callsCluster("lab") == isCalled)
    }
}
