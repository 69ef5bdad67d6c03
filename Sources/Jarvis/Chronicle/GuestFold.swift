import ClusterKit
import FoundationEssentials
import Memory
import Text

/// Tells in one line of the guests that stop or start with their node, beside the line that each of them has.
///
/// That line has the time of theirs, and the feed shows it in their place: ``covers(_:_:)``. Where one of the same
/// moment has another cause, each is told by itself.
package struct GuestFold: Sendable {
    /// How long after its return what starts on a node is called its doing, in seconds.
    private static let echo = 600.0

    private var returned: [NodeName: Date] = [:]

    /// Whether a line of that kind stands for one of the other, of the same cluster and moment.
    package static func covers(_ kind: String, _ other: String) -> Bool {
        switch (kind, other) {
        case ("guests.started", "guest.started"), ("guests.stopped", "guest.stopped"): true
        default: false
        }
    }

    mutating func lines(
        for changes: [ClusterChange], of cluster: String, at time: Date
    ) -> [EventRecord] {
        var started: [Guest] = []
        var stopped: [(guest: Guest, cause: StopCause)] = []
        for change in changes {
            switch change {
            case .nodeCameBack(let node): returned[node.name] = time
            case .nodeWentOffline(let node): returned[node.name] = nil
            case .guestStarted(let guest): started.append(guest)
            case .guestStopped(let guest, let cause): stopped.append((guest, cause))
            case .nodeFellSilent, .nodeJoined, .nodeLeft, .guestPaused, .guestFaulted, .guestMoved,
                .guestAppeared, .guestVanished, .storageFilled, .storageRelieved, .storageLost,
                .storageReturned, .quorumLost, .quorumRegained, .taskStarted, .taskFinished, .taskFailed,
                .backupFinished, .sightLost:
                break
            }
        }
        returned = returned.filter { time.timeIntervalSince($0.value) <= Self.echo }
        let isReturn = started.allSatisfy { returned[$0.node] != nil }
        let isLoss = stopped.allSatisfy { $0.cause == .nodeLost }
        return (isLoss ? lines(stopped.map(\.guest), "stopped", .warning, cluster, time) : [])
            + (isReturn ? lines(started, "started", .info, cluster, time) : [])
    }

    /// A line for each node; none for a guest alone, which has its own.
    private func lines(
        _ guests: [Guest], _ word: String, _ severity: EventRecord.Severity, _ cluster: String, _ time: Date
    ) -> [EventRecord] {
        guard guests.count > 1 else { return [] }
        return Dictionary(grouping: guests, by: \.node).sorted { $0.key < $1.key }.map { node, guests in
            let count = guests.count == 1 ? "1 guest" : "\(guests.count) guests"
            return EventRecord(
                time: time, severity: severity, origin: .system, kind: "guests.\(word)", subject: node.text,
                cluster: cluster, title: "\(count) \(word) with node \(node)",
                detail: guests.map(\.numbered).joined(separator: ", "))
        }
    }
}

extension Guest {
    /// `103 jellyfin`, its name made visible.
    var numbered: String { name.map { "\(vmid) \(Untrusted($0).name)" } ?? "\(vmid)" }
}
