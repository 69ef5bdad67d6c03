import AIKit
import ClusterKit
import FoundationEssentials
import Memory

/// What the estate has to show.
package enum EstateEvent: Sendable {
    case snapshot(ClusterSnapshot)
    /// New lines of the activity feed, already remembered when they could be.
    case events([EventRecord])
    case butler(ButlerEvent)
    /// Something could not be remembered, in a sentence.
    case forgotten(String)
}

/// Everything Jarvis looks after: the clusters, a butler each, and the memory.
package final class Estate: Sendable {
    package let sites: [Site]
    package let store: Store
    private let butlers: [String: Butler]
    private let show: @Sendable (EstateEvent) -> Void

    package init(
        _ configurations: [ClusterConfiguration], store: Store, provider: any Provider,
        show: @escaping @Sendable (EstateEvent) -> Void
    ) {
        self.store = store
        self.show = show
        sites = configurations.map { Site($0) }
        butlers = Dictionary(
            sites.map { site in
                (site.name, Butler(site: site, store: store, provider: provider) { show(.butler($0)) })
            },
            uniquingKeysWith: { first, _ in first })
    }

    package func site(_ name: String) -> Site? {
        sites.first { $0.name == name }
    }

    package func butler(_ name: String) -> Butler? {
        butlers[name]
    }

    /// Watches every cluster until the surrounding task is cancelled.
    package func run() async {
        await withDiscardingTaskGroup { group in
            for site in sites { group.addTask { await self.watch(site) } }
        }
    }

    private func watch(_ site: Site) async {
        let chronicle = Journal()
        await site.run { snapshot, _ in
            self.show(.snapshot(snapshot))
            let lines = await chronicle.lines(for: snapshot)
            await self.remember(lines)
            await self.remember(snapshot)
        }
    }

    private func remember(_ lines: [EventRecord]) async {
        guard !lines.isEmpty else { return }
        show(.events(lines))
        do throws(MemoryError) {
            _ = try await store.events.append(lines)
        } catch {
            show(.forgotten(error.description))
        }
    }

    /// Keeps the state of the cluster every few minutes, for "what changed since".
    private func remember(_ snapshot: ClusterSnapshot) async {
        guard snapshot.freshness[.resources]?.lastGood != nil else { return }
        do throws(MemoryError) {
            _ = try await store.snapshots.save(
                ClusterSnapshotRecord(
                    time: .now, cluster: snapshot.name, content: SnapshotArchive.text(of: snapshot)))
        } catch {
            show(.forgotten(error.description))
        }
    }
}

/// One chronicle, kept by one task at a time.
private actor Journal {
    private var chronicle = Chronicle()

    func lines(for snapshot: ClusterSnapshot) -> [EventRecord] {
        chronicle.lines(for: snapshot, at: .now)
    }
}
