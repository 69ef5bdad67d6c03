import ClusterKit
import FoundationEssentials
import JSON
import Memory

/// One cluster in Jarvis' care: how to ask it, and the newest that is known of it.
package actor Site {
    /// The name in the configuration.
    package nonisolated let name: String
    package nonisolated let client: ProxmoxClient
    /// The newest snapshot; empty until the first answer.
    package private(set) var snapshot: ClusterSnapshot
    private let poller: ClusterPoller
    private var sightings = GuestSightings()
    private var feed = ChangeFeed()
    private var stops = LastingStops()
    private var recollection = Recollection()
    private var remembered = RememberedGuests()

    package init(_ configuration: ClusterConfiguration, pace: PollSchedule.Pace = PollSchedule.Pace()) {
        name = configuration.name
        client = ProxmoxClient(configuration)
        poller = ClusterPoller(client, pace: pace)
        snapshot = ClusterSnapshot(name: configuration.name)
    }

    /// Asks for everything now instead of when it is due.
    package nonisolated func refresh() {
        poller.refresh()
    }

    /// Shows a guest as its own node told, until the cluster's list has caught up.
    func saw(_ status: GuestStatus, of guest: GuestID) {
        sightings.note(status, of: guest, at: .now)
        refresh()
    }

    /// Takes what an earlier watch knew of the guests, for those that nothing is told of.
    func recall(from store: Store) async throws(MemoryError) {
        remembered = try await SnapshotArchive.guests(of: name, in: store)
        try await recallStops(in: store.events)
    }

    /// Takes the guests that the feed of the last day saw go down unasked, and nothing of since.
    private func recallStops(in log: EventLog) async throws(MemoryError) {
        let now = Date.now
        let lines = try await log.list(
            EventFilter(cluster: name, since: now.addingTimeInterval(-86_400)), limit: 1000)
        var seen: Set<VMID> = []
        for line in lines where line.kind.hasPrefix("guest.") {
            guard let vmid = line.subject.flatMap({ VMID($0) }), seen.insert(vmid).inserted,
                let cause = ChangeNote.lastingStops[line.kind]
            else { continue }
            stops.recall(vmid, cause, since: .now - .seconds(max(0, now.timeIntervalSince(line.time))))
        }
    }

    /// Polls until the surrounding task is cancelled; `changed` gets every snapshot with what is found in it, and what
    /// became different with it.
    package func run(
        changed: @Sendable (_ diagnosis: Diagnosis, _ changes: [ClusterChange]) async -> Void
    ) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.poller.run() }
            for await next in poller.snapshots {
                let now = ContinuousClock.now
                let merged = remembered.completing(sightings.merged(into: next, at: now))
                let changes = feed.changes(to: merged)
                let marked = stops.marked(in: merged, after: changes, at: now)
                let diagnosis = recollection.diagnosis(of: marked, at: .now)
                snapshot = diagnosis.snapshot
                await changed(diagnosis, changes)
            }
        }
    }
}

/// A snapshot as the memory keeps it: the rows of the tools, without what changes every second.
enum SnapshotArchive {
    static func text(of snapshot: ClusterSnapshot) -> String {
        JSONValue.object([
            "cluster": .string(snapshot.clusterName ?? snapshot.name),
            "quorum": .string("\(snapshot.quorum)"),
            "nodes": .array(snapshot.nodes.map { calm($0.row) }),
            "guests": .array(snapshot.guests.map { calm($0.row) }),
            "storage": .array(snapshot.storages.map(\.row)),
        ]).text
    }

    /// The guests of a cluster as they were kept last; none when nothing was kept.
    static func guests(
        of cluster: String, in store: Store
    ) async throws(MemoryError) -> RememberedGuests {
        guard let kept = try await store.snapshots.latest(of: cluster) else { return RememberedGuests() }
        return RememberedGuests(guests(in: kept.content))
    }

    /// The guests in the text of a kept snapshot; a text or row that cannot be read tells of none.
    private static func guests(in text: String) -> [Guest] {
        do throws(JSONFault) {
            return (try JSONValue(bytes: text.utf8)["guests"]?.array ?? []).compactMap(Guest.init(row:))
        } catch {
            return []
        }
    }

    private static func calm(_ row: JSONValue) -> JSONValue {
        guard case .object(let members) = row else { return row }
        return .object(members.filter { !["cpu", "mem", "uptime"].contains($0.key) })
    }
}
