import ClusterKit
import FoundationEssentials
import HTTP
import Jarvis
import Memory
import ProxmoxSim
import Testing

/// One node's API daemon is ill in every way there is, on the real wire: it is the first entry node, and the others
/// pass calls on to it.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct SickNodeTests {
    /// An illness and the words by which the feed tells it.
    struct Case: Sendable, CustomTestStringConvertible {
        let fault: NodeFault
        /// Of the entry node, and of the calls passed on.
        let entry: String
        let node: String

        init(_ fault: NodeFault, entry: String, node: String) {
            self.fault = fault
            self.entry = entry
            self.node = node
        }

        var testDescription: String { fault.rawValue }
    }

    static let cases = [
        Case(.silent, entry: "got no answer from 127.0.0.1", node: "595 Connection timed out"),
        Case(.unreachable, entry: "got no answer from 127.0.0.1", node: "595 No route to host"),
        Case(.refusing, entry: "The connection to 127.0.0.1 broke", node: "595 Connection refused"),
        Case(.stalling, entry: "was silent for", node: "596 Connection timed out"),
        Case(.slow, entry: "was silent for", node: "596 Connection timed out"),
        Case(.unauthorized, entry: "401 Authentication failed!", node: "401 Authentication failed!"),
        Case(.forbidden, entry: "403 Permission check failed", node: "Grant Sys.Audit on /."),
        Case(.failing, entry: "500 unable to open", node: "500 unable to open"),
        Case(.truncating, entry: "unreadable", node: "unreadable"),
        Case(.webPage, entry: "a web page and not the API's", node: "a web page and not the API's"),
        Case(.flooding, entry: "is larger than", node: "is larger than 8388608 bytes"),
        Case(.expired, entry: "certificate has expired", node: "596 certificate verify failed"),
    ]

    @Test func `no illness is left out`() {
        #expect(Self.cases.map(\.fault) == NodeFault.allCases)
    }

    @Test(arguments: cases)
    func `a sick node costs the sight of itself, says what is wrong, and gets well`(sick: Case) async throws {
        let folder = try Folder()
        let authority = Authority(path: folder.path + "/authority.pem")
        try await Homestead.live(
            Self.configuration,
            reach: Reach { simulator, cluster in
                await simulator.afflict("agent1", with: sick.fault)
                try authority.believe(simulator)
                cluster.trust = .authority(file: authority.path)
                // The third node first, then the first.
                cluster.endpoints = [2, 0].map { Endpoint("127.0.0.1", port: simulator.ports[$0]) }
                cluster.deadlines = Deadlines(
                    connect: .milliseconds(500), cluster: .seconds(4), patience: .milliseconds(400),
                    node: .seconds(5), storage: .seconds(5))
            },
            knowing: \.isHeard
        ) { home in
            let place = "127.0.0.1:\(home.simulator.ports[2])"
            try await check(home, sick, place)
            await home.simulator.afflict("agent1", with: nil)
            try authority.believe(home.simulator)
            #expect(try await home.witness.line("entry.returned", about: place).severity == .info)
            let answered = try await home.witness.line("storage.answered", naming: "agent1")
            #expect(answered.severity == .info && answered.title.contains(" answers again"))
            #expect(answered.title.hasPrefix("storage of "))
            try await checkAge(home, sick)
        }
        folder.remove()
    }

    /// The feed tells of the entry node and of the node's own calls, and everything else goes on.
    private func check(_ home: Homestead, _ sick: Case, _ place: String) async throws {
        let begin = ContinuousClock.now
        let entry = try await home.witness.line("entry.lost", about: place)
        #expect(entry.severity == .warning && entry.title.contains("is asked through another"))
        #expect(entry.detail?.isEmpty == false)
        _ = try await home.witness.snapshot { snapshot in
            snapshot.entryFaults.values.contains { "\($0)".contains(sick.entry) }
        }
        // Where the machine is slow, well nodes may be told of too, before it or beside it.
        let storages = try await home.witness.line("storage.hung", naming: "agent1")
        #expect(storages.severity == .warning && storages.title.contains(" does not answer"))
        #expect(storages.title.hasPrefix("storage of "))
        #expect(storages.detail?.isEmpty == false)
        _ = try await home.witness.snapshot { snapshot in
            snapshot.freshness[.storage("agent1")]?.lastError.map { "\($0)".contains(sick.node) } == true
        }
        let seen = try await home.witness.snapshot { Self.isFresh($0, since: begin, but: "agent1") }
        #expect(seen.nodes.count == 4 && seen.nodes.allSatisfy { $0.state == .online })
    }

    /// Fallen ill again, the node's storages keep their last figures, and these have an age.
    private func checkAge(_ home: Homestead, _ sick: Case) async throws {
        let well = ContinuousClock.now
        _ = try await home.witness.snapshot { snapshot in
            snapshot.freshness[.storage("agent1")]?.lastGood.map { $0 > well } == true
        }
        await home.simulator.afflict("agent1", with: sick.fault)
        let seen = try await home.witness.snapshot { snapshot in
            snapshot.freshness[.storage("agent1")].map { $0.lastError != nil && $0.lastGood != nil } == true
        }
        let own = try #require(seen.freshness[.storage("agent1")])
        #expect(try #require(own.age(at: .now)) > .zero && own.isStale(at: .now + own.staleAfter))
        #expect(seen.storages(of: "agent1").count == 4)
    }

    /// The file of the certificates that the client believes.
    private struct Authority {
        let path: String

        func believe(_ simulator: Simulator) throws {
            try Data(simulator.certificates.utf8).write(to: URL(filePath: path))
        }
    }

    /// Half a minute passes in a second; a proxy waits longer than the client's patience.
    private static var configuration: SimulatorConfiguration {
        var configuration = Homestead.configuration
        configuration.portPerNode = true
        configuration.delays.proxy = .milliseconds(700)
        return configuration
    }

    /// The cluster's own sections and every other node's storages were heard three times since.
    private static func isFresh(
        _ snapshot: ClusterSnapshot, since begin: ContinuousClock.Instant, but sick: NodeName
    ) -> Bool {
        let others = snapshot.nodes.map(\.name).filter { $0 != sick }
        let sections = [SnapshotSection.resources, .status, .tasks] + others.map(SnapshotSection.storage)
        let isHeard = sections.allSatisfy { section in
            guard let freshness = snapshot.freshness[section] else { return false }
            return freshness.lastError == nil
                && freshness.lastGood.map { $0 > begin + .seconds(1) } == true
        }
        return isHeard && (snapshot.freshness[.storage(sick)]?.failures ?? 0) > 0
    }

    @Test func `an entry node that refuses connections is passed over`() async throws {
        var configuration = Homestead.configuration
        configuration.portPerNode = true
        try await Homestead.live(
            configuration,
            reach: Reach { simulator, cluster in
                // Nobody listens on a port below 1024 here.
                cluster.endpoints.insert(Endpoint("127.0.0.1", port: 9), at: 0)
            }
        ) { home in
            let line = try await home.witness.line("entry.lost", about: "127.0.0.1:9")
            #expect(line.detail?.contains("Connection refused") == true)
        }
    }
}

extension ClusterSnapshot {
    fileprivate var isHeard: Bool { freshness[.resources]?.lastGood != nil }
}
