import AIKit
import ClusterKit
import HTTP
import Memory

/// An estate as a command without a screen needs it.
extension Estate {
    /// How long a command or a house waits for a command that holds the memory.
    package static let memoryPatience = Duration.seconds(15)
    /// The longest that a first answer of the clusters is waited for.
    package static let patience = Duration.seconds(20)

    /// For a command of its own, with the secrets read and the certificates that were accepted.
    ///
    /// `pins` are those, where they were found elsewhere than in the memory.
    package static func open(
        _ settings: Configuration, opening: Opening, pins known: [String: CertificateFingerprint]? = nil,
        memoryFault: String? = nil, environment: [String: String]
    ) async throws -> Estate {
        let stored = try await TrustPins.all(in: opening.store)
        let pins = known ?? stored
        var clusters: [ClusterConfiguration] = []
        for cluster in settings.clusters {
            clusters.append(try await cluster.resolved(environment: environment, pins: pins))
        }
        return Estate(
            clusters, opening: opening, mind: await settings.ai.mind(environment: environment),
            keeper: GateKeeper(
                settings.safety, kill: KillFile(folder: Folders(environment: environment).state),
                machine: .read(), isRecorded: !opening.store.isTemporary), settings: settings,
            environment: environment, memoryFault: memoryFault)
    }

    /// Copies the certificates for commands that only look; see `TrustPins`.
    func copyPins() async throws(MemoryError) {
        try await TrustPins.copy(from: store, to: Folders(environment: environment).state)
    }

    /// The cluster of that name; the first when none is named.
    package func site(_ name: String?) -> Site? {
        name.map { name in sites.first { $0.name == name } } ?? sites.first
    }

    /// That none has the name that was given.
    var noSuchCluster: Errand.Ending {
        let known = sites.map(\.name).joined(separator: ", ")
        return Errand.Ending(.usage, "There is no such cluster; the clusters are \(known).")
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
        var sections: [SnapshotSection] = [.resources, .status, .tasks, .highAvailability]
        let isEmpty = guests.isEmpty && storages.isEmpty
        if isEmpty, freshness[.resources]?.lastGood != nil { sections.append(.access) }
        return sections.allSatisfy { section in
            freshness[section].map { $0.lastGood != nil || $0.lastError != nil } ?? false
        }
    }
}
