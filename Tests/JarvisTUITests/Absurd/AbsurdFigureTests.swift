import AIKit
import ClusterKit
import Counterparts
import FoundationEssentials
import JSON
import Memory
import OfflineButler
import Screen
import Testing

@testable import CommandLine
@testable import Jarvis
@testable import JarvisTUI
@testable import Multiplexer

/// Random answers with figures that nobody can mean, thrown at everything that reads, draws or speaks of them.
///
/// Nothing may end the process; `JARVIS_ABSURD_BODIES=100000` throws more of them.
struct AbsurdFigureTests {
    private static let bodies =
        ProcessInfo.processInfo.environment["JARVIS_ABSURD_BODIES"].flatMap { Int($0) } ?? 4000

    private static let questions = [
        "how is everything", "how are the nodes", "list the guests", "which guests use the most memory",
        "what is the load of a", "how full is storage", "when will nas be full", "show me the backups",
        "which guests have no backup", "how hot is a", "what happened in the last 99999999999999999999 days",
        "what failed in the last 1e400 weeks", "recent tasks", "tasks of the last 3 days", "is web running",
        "guests with more than 99999999999999999999 gb", "which guests run for more than 1e300 days",
        "top 99999999999999999999 guests by cpu", "what is 101", "how much memory is free on a",
        "stop 99999999999999999999", "compare a and b", "what happens if a dies", "is the quorum fine",
        "how old are the backups of 101",
    ]

    @Test func `no figure ends the process, whatever reads, draws or speaks of it`() async throws {
        var (thrown, seed, slowest) = (0, UInt64(1), Duration.zero)
        while thrown < Self.bodies {
            let began = ContinuousClock.now
            thrown += try await round(seed)
            slowest = max(slowest, .now - began)
            seed += 1
        }
        if Self.bodies > 10_000 {
            print("\(thrown) bodies in \(seed - 1) rounds, the slowest took \(slowest)")
        }
    }

    /// One cluster with all that is shown and said of it; tells how many bodies it was made of.
    private func round(_ seed: UInt64) async throws -> Int {
        var cluster = AbsurdCluster(seed: seed)
        var json = AbsurdJSON(seed: seed ^ 0xABCD)
        let size = json.pick([(120, 40), (200, 50), (80, 24), (40, 12)])
        var state = Sample.blank(
            Size(width: size.0, height: size.1), mode: json.pick([.ops, .jarvis, .minimal]))
        var told = (changes: ChangeFeed(), chronicle: Chronicle())
        var snapshot = ClusterSnapshot(name: "lab")
        for _ in 0..<2 {
            snapshot = cluster.snapshot()
            tell(snapshot, &told, &state)
            let report = StatusReport.json([snapshot], at: .now)
            _ = try JSONValue(parsing: report.text)
            #expect(!StatusText.text(of: report).isEmpty)
            #expect(!SnapshotArchive.text(of: snapshot).isEmpty)
        }
        lookCloser(&state, &cluster, &json)
        let own = AbsurdTools.over(snapshot, backups: cluster.backups())
        for tools in [own, AbsurdTools.unchecked(&json)] {
            #expect(await !answer(to: json.pick(Self.questions), with: tools).isEmpty)
        }
        return cluster.bodies + 1
    }

    private func tell(
        _ snapshot: ClusterSnapshot, _ told: inout (changes: ChangeFeed, chronicle: Chronicle),
        _ state: inout AppState
    ) {
        let diagnosis = Diagnosis(of: snapshot)
        _ = state.update(.kit(.snapshot(diagnosis)), at: Sample.start)
        let lines = told.chronicle.lines(
            for: diagnosis, told.changes.changes(to: snapshot),
            at: Date(timeIntervalSince1970: Sample.start.epoch))
        _ = state.update(.feed(lines.map { FeedEntry($0) }), at: Sample.start)
        #expect(state.picture().size == state.size)
    }

    /// Opens what the column shows, with graphs and facts.
    private func lookCloser(
        _ state: inout AppState, _ cluster: inout AbsurdCluster, _ json: inout AbsurdJSON
    ) {
        for row in state.cluster.rows where json.below(3) == 0 {
            var closer = state
            closer.cluster.select(row)
            closer.press("Enter")
            guard let request = (closer.layers.last as? DetailLayer)?.request else { continue }
            let series = cluster.series()
            _ = closer.update(.kit(.detail(request, .series(series))), at: Sample.start)
            _ = closer.update(.kit(.past(cluster: "lab", "a", series)), at: Sample.start)
            _ = closer.update(
                .kit(.detail(request, .facts(facts(of: request.subject, &cluster)))), at: Sample.start)
            #expect(closer.picture(json.pick(GlyphSet.allCases)).size == state.size)
        }
    }

    private func facts(of subject: DetailRequest.Subject, _ cluster: inout AbsurdCluster) -> [DetailFact] {
        switch subject {
        case .node: cluster.nodeStatus().map(DetailFacts.node) ?? []
        case .guest:
            cluster.guestDetail().map {
                DetailFacts.guest(.success($0), at: nil, config: .success(cluster.configuration()))
            } ?? []
        case .storage(let id):
            DetailFacts.storage(cluster.snapshot().storages.first { $0.id == id }, cluster.backups())
        case .task(let upid): DetailFacts.task(upid, cluster.snapshot().tasks.first { $0.upid == upid })
        }
    }

    private func answer(to question: String, with tools: ToolSet) async -> String {
        let agent = Agent(
            provider: OfflineProvider(now: { 1_767_268_800 }), tools: tools, desk: ApprovalDesk { .now },
            gate: { _ in SafetyGate() }, audit: { _ in }, confirm: { _ in .no })
        return await agent.run(question, in: Conversation(system: "")) { _ in }.messages.last?.text ?? ""
    }
}
