import AIKit
import ClusterKit
import FoundationEssentials
import HTTP
import Jarvis
import Memory
import OfflineButler
import ProxmoxSim
import Testing
import Text

/// A simulated cluster with an estate that watches it and a memory in a folder of its own.
struct Homestead: Sendable {
    let simulator: Simulator
    let estate: Estate
    let witness: Witness

    var store: Store { estate.store }

    /// Polls as often as a test wants to see something.
    static let pace = PollSchedule.Pace([
        .resources: .milliseconds(100), .status: .milliseconds(100), .tasks: .milliseconds(100),
        .highAvailability: .milliseconds(200), .storage: .milliseconds(200), .voting: .milliseconds(200),
        .access: .milliseconds(100), .entries: .milliseconds(200),
    ])

    /// Half a minute passes in a second.
    static let configuration = SimulatorConfiguration(time: SimulatedTime(pace: 30), delays: .brief)

    /// Lives in it until the body ends; the cluster is known whole when the body begins.
    static func live(
        _ configuration: SimulatorConfiguration = configuration, in folder: String? = nil,
        provider: any Provider = OfflineProvider(), token: (SimulatorCredentials) -> APIToken = { $0.token },
        reach: Reach = Reach { _, _ in },
        knowing isKnown: (ClusterSnapshot) -> Bool = { $0.isWhole }, _ body: (Homestead) async throws -> Void
    ) async throws {
        let simulator = try await Simulator.start(configuration)
        let own = folder == nil ? try Folder() : nil
        let opening = try await Store.open(at: folder ?? own?.path ?? "")
        let witness = Witness()
        var cluster = cluster(simulator, name: "home", token: token)
        try await reach.change(simulator, &cluster)
        let estate = Estate([cluster], opening: opening, mind: Mind(provider), pace: pace) {
            witness.note($0)
        }
        let watch = Task { await estate.run() }
        let outcome: Result<Void, any Error>
        do {
            _ = try await witness.snapshot(where: isKnown)
            outcome = .success(
                try await body(Homestead(simulator: simulator, estate: estate, witness: witness)))
        } catch {
            outcome = .failure(error)
        }
        watch.cancel()
        await watch.value
        await estate.foreign.close()
        await simulator.stop()
        try await opening.store.close()
        own?.remove()
        try outcome.get()
    }

    /// How a client reaches the simulator: pinned, with a token.
    static func cluster(
        _ simulator: Simulator, name: String, token: (SimulatorCredentials) -> APIToken = { $0.token }
    ) -> ClusterConfiguration {
        let token = token(simulator.credentials)
        return ClusterConfiguration(
            name: name,
            endpoints: [
                Endpoint(
                    "127.0.0.1", port: simulator.port,
                    fingerprint: CertificateFingerprint(simulator.fingerprint))
            ],
            credential: .token(id: token.id, secret: Secret(token.secret)))
    }

    var site: Site { estate.sites[0] }

    var butler: Butler {
        get throws { try #require(estate.butler("home")) }
    }

    /// Says something to the butler and returns the answer's text.
    func ask(_ text: String) async throws -> String {
        let butler = try butler
        await butler.ask(text)
        await butler.rest()
        return try await butler.resume().last?.text ?? ""
    }

    /// The next card, once it listens.
    func card() async throws -> ConfirmationCard {
        let card = try await witness.first { event in
            if case .butler(.card(let card), _) = event { card } else { nil }
        }
        try await Task.sleep(until: card.asked + ConfirmationCard.deafness)
        return card
    }

    /// The card behind so many others, as soon as it is there.
    func card(after others: Int) async throws -> ConfirmationCard {
        var seen = 0
        return try await witness.first { event in
            guard case .butler(.card(let card), _) = event else { return nil }
            seen += 1
            return seen > others ? card : nil
        }
    }

    /// The guest's status as its own node says; the list of the whole cluster lags behind it.
    func status(_ vmid: Int) async throws -> String {
        let guest = try #require(await site.snapshot.guests.first { $0.vmid.number == vmid })
        return try await site.client.status(of: guest.id, at: guest.node).guest.status.description
    }

    /// How often the simulator was told to do this.
    func orders(_ path: String) -> Int {
        simulator.requests.count { $0.method == "POST" && $0.path == "/api2/json" + path }
    }
}

extension ClusterSnapshot {
    /// Whether everything a screen shows was heard.
    var isWhole: Bool {
        let sections: [SnapshotSection] = [.resources, .status, .tasks, .highAvailability]
        return sections.allSatisfy { freshness[$0]?.lastGood != nil }
            && nodes.allSatisfy { freshness[.storage($0.id)]?.lastGood != nil }
    }
}

/// How a cluster is reached otherwise than by its one port.
struct Reach {
    let change: (Simulator, inout ClusterConfiguration) async throws -> Void
}

/// A folder of a test's own.
struct Folder {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.path + "/jarvis-tests-" + UUID().uuidString
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    func remove() {
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            Issue.record(error)
        }
    }
}
