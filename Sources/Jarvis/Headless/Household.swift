import AIKit
import ClusterKit
import HTTP
import Memory
import Synchronization

/// The clusters, the mind and the memory as a command without a screen needs them.
package final class Household: Sendable {
    package let sites: [Site]
    package let store: Store
    /// The library that keeps the memory.
    package let sqlite: SQLiteVersion
    let settings: Configuration
    let environment: [String: String]
    private let provider: any Provider
    private let gate: SafetyGate
    /// Where the acts of commands are told; `nil` where no screen looks.
    private let feed: ActivityFeed?
    let audiences = Mutex<(last: Int, open: [Int: Admission])>((0, [:]))

    private let remarks = Mutex<[Finding]>([])

    /// How long a command or a house waits for a command that holds the memory.
    package static let memoryPatience = Duration.seconds(15)
    /// The longest that a first answer of the clusters is waited for.
    package static let patience = Duration.seconds(20)

    /// Why there is no lasting memory although there should be one, in a sentence.
    package let memoryFault: String?

    /// Around clusters that somebody watches already.
    package init(
        sites: [Site], opening: Opening, provider: any Provider, gate: SafetyGate = SafetyGate(),
        settings: Configuration, environment: [String: String], memoryFault: String? = nil,
        feed: ActivityFeed? = nil
    ) {
        self.memoryFault = memoryFault
        self.feed = feed
        self.sites = sites
        self.store = opening.store
        self.sqlite = opening.sqlite
        self.provider = provider
        self.gate = gate
        self.settings = settings
        self.environment = environment
    }

    /// For a command of its own, with the secrets read and the certificates that were accepted.
    ///
    /// `pins` are those, where they were found elsewhere than in the memory.
    package static func open(
        _ settings: Configuration, opening: Opening, pins known: [String: CertificateFingerprint]? = nil,
        memoryFault: String? = nil, environment: [String: String]
    ) async throws -> Household {
        let stored = try await TrustPins.all(in: opening.store)
        let pins = known ?? stored
        var sites: [Site] = []
        for cluster in settings.clusters {
            sites.append(Site(try await cluster.resolved(environment: environment, pins: pins)))
        }
        return Household(
            sites: sites, opening: opening,
            provider: try await settings.ai.provider(environment: environment),
            gate: SafetyGate(isRecorded: !opening.store.isTemporary), settings: settings,
            environment: environment, memoryFault: memoryFault)
    }

    /// What the house found out about itself, for `jarvis doctor`.
    package func note(_ finding: Finding) {
        remarks.withLock { $0.append(finding) }
    }

    /// What was noted, in the order it was.
    var notedFindings: [Finding] { remarks.withLock { $0 } }

    /// Copies the certificates for commands that only look; see `TrustPins`.
    func copyPins() async throws(MemoryError) {
        try await TrustPins.copy(from: store, to: Folders(environment: environment).state)
    }

    /// A butler of a cluster for one question from outside.
    func audience(at site: Site, show: @escaping @Sendable (ButlerEvent) -> Void) -> Audience {
        Audience(
            site: site, beside: sites.filter { $0.name != site.name }, store: store, provider: provider,
            gate: gate, limits: settings.ai.limits, feed: feed, show: show)
    }

    /// The cluster of that name; the first when none is named.
    package func site(_ name: String?) -> Site? {
        name.map { name in sites.first { $0.name == name } } ?? sites.first
    }

    /// Watches the clusters as long as the work takes.
    package func watching<Value: Sendable>(_ work: () async -> Value) async -> Value {
        await withTaskGroup(of: Void.self) { group in
            for site in sites {
                group.addTask {
                    await self.recall(for: site)
                    await site.run { _, _ in }
                }
            }
            let value = await work()
            group.cancelAll()
            return value
        }
    }

    /// Hands a site what the last house knew of its guests; without a memory that can be read they have numbers alone.
    private func recall(for site: Site) async {
        do throws(MemoryError) {
            try await site.recall(from: store)
        } catch {
            // Whoever needs the memory itself says that it cannot be read.
        }
    }

    /// Waits until every cluster has answered or failed once.
    package func settle(within limit: Duration = patience) async {
        let deadline = ContinuousClock.now + limit
        for site in sites { await site.settle(until: deadline) }
    }
}

extension Site {
    /// Waits until every section that says how the cluster is has been heard or has failed.
    func settle(until deadline: ContinuousClock.Instant) async {
        while !snapshot.isSettled, .now < deadline {
            do {
                try await Task.sleep(for: .milliseconds(30))
            } catch {
                // Only cancellation ends a sleep early.
                return
            }
        }
    }
}

extension ClusterSnapshot {
    /// Whether every section that says how the cluster is has been heard or has failed.
    var isSettled: Bool {
        var sections: [SnapshotSection] = [.resources, .status, .tasks]
        let isEmpty = guests.isEmpty && storages.isEmpty
        if isEmpty, freshness[.resources]?.lastGood != nil { sections.append(.access) }
        return sections.allSatisfy { section in
            freshness[section].map { $0.lastGood != nil || $0.lastError != nil } ?? false
        }
    }
}
