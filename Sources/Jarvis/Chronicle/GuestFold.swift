import ClusterKit
import FoundationEssentials
import Memory
import Text

/// Tells in one line of the guests that stop or start with their node, beside the line that each of them has.
///
/// That line has the time of theirs, and the feed shows it in their place: ``Line/covers(_:)``. Where one of the same
/// moment has another cause, each is told by itself. As more start with a node, the line is written anew.
package struct GuestFold: Sendable {
    /// How long after its return what starts on a node is called its doing, in seconds.
    fileprivate static let echo = 600.0

    /// A node that came back, and what has started on it since.
    private struct Return {
        let time: Date
        private(set) var guests: [Guest] = []

        mutating func note(_ guest: Guest) {
            if !guests.contains(where: { $0.id == guest.id }) { guests.append(guest) }
        }
    }

    private var returns: [NodeName: Return] = [:]

    mutating func lines(
        for changes: [ClusterChange], of cluster: String, at time: Date
    ) -> [EventRecord] {
        var started: [Guest] = []
        var starts: Set<NodeName> = []
        var stopped: [(guest: Guest, cause: StopCause)] = []
        for change in changes {
            switch change {
            case .nodeCameBack(let node): returns[node.name] = Return(time: time)
            case .nodeWentOffline(let node): returns[node.name] = nil
            case .guestStarted(let guest): started.append(guest)
            case .guestStopped(let guest, let cause): stopped.append((guest, cause))
            case .taskStarted(let task), .taskFinished(let task):
                if task.upid.isStart { starts.insert(task.upid.node) }
            case .nodeFellSilent, .nodeJoined, .nodeLeft, .guestPaused, .guestFaulted, .guestMoved,
                .guestAppeared, .guestVanished, .storageFilled, .storageRelieved, .storageLost,
                .storageReturned, .quorumLost, .quorumRegained, .taskFailed, .backupFinished, .sightLost:
                break
            }
        }
        returns = returns.filter { time.timeIntervalSince($0.value.time) <= Self.echo }
        for guest in started { returns[guest.node]?.note(guest) }
        let isReturn = started.allSatisfy { returns[$0.node] != nil }
        let isLoss = stopped.allSatisfy { $0.cause == .nodeLost }
        return (isLoss ? losses(stopped.map(\.guest), cluster, time) : [])
            + (isReturn ? returnLines(starts.union(started.map(\.node)), cluster, time) : [])
    }

    /// A line for each of these nodes that came back, with all that has started on it since.
    private func returnLines(
        _ nodes: Set<NodeName>, _ cluster: String, _ time: Date
    ) -> [EventRecord] {
        nodes.sorted().compactMap { node in
            guard let guests = returns[node]?.guests, !guests.isEmpty else { return nil }
            return line(
                "started", .info, "node \(node) is back: \(Self.count(guests)) started", node, guests,
                cluster, time)
        }
    }

    /// A line for each node; none for a guest alone, which has its own.
    private func losses(_ guests: [Guest], _ cluster: String, _ time: Date) -> [EventRecord] {
        guard guests.count > 1 else { return [] }
        return Dictionary(grouping: guests, by: \.node).sorted { $0.key < $1.key }.map { node, guests in
            line(
                "down", .warning, "\(Self.count(guests)) stopped with node \(node)", node, guests, cluster,
                time)
        }
    }

    private func line(
        _ word: String, _ severity: EventRecord.Severity, _ title: String, _ node: NodeName,
        _ guests: [Guest], _ cluster: String, _ time: Date
    ) -> EventRecord {
        EventRecord(
            time: time, severity: severity, origin: .system, kind: "guests.\(word)", subject: node.text,
            cluster: cluster, title: title, detail: guests.map(\.numbered).joined(separator: ", "))
    }

    private static func count(_ guests: [Guest]) -> String {
        guests.count == 1 ? "1 guest" : "\(guests.count) guests"
    }
}

extension GuestFold {
    /// What of a line of the feed tells whether another one stands for it.
    package struct Line: Sendable {
        let kind: String
        let subject: String?
        let cluster: String?
        /// Seconds since 1970.
        let time: Double

        package init(kind: String, subject: String?, cluster: String?, time: Double) {
            self.kind = kind
            self.subject = subject
            self.cluster = cluster
            self.time = time
        }

        /// Whether it tells of several guests at once.
        package var isHead: Bool { ["guests.started", "guests.down"].contains(kind) }

        /// Whether it stands for another line: one of the same moment, and for what led to a node's guests being up again
        /// also one from the minutes before.
        package func covers(_ other: Line) -> Bool {
            guard isHead, other.cluster == cluster else { return false }
            if other.time == time, other.kind == "guest" + kind.dropFirst("guests".count) { return true }
            guard kind == "guests.started", (0...GuestFold.echo).contains(time - other.time) else {
                return false
            }
            switch other.kind {
            case "node.online": return other.subject == subject
            case "guests.started": return other.subject == subject && other.time < time
            case "task.started", "task.finished":
                guard let task = other.subject.flatMap({ UPID($0) }) else { return false }
                return task.isStart && task.node.text == subject
            default: return false
            }
        }

        /// Whether nothing before it belongs to a head: the node that it tells of is gone there.
        package func isBegin(of head: Line) -> Bool {
            kind == "node.offline" && subject == head.subject && cluster == head.cluster
        }
    }
}

extension UPID {
    /// Whether it starts guests.
    fileprivate var isStart: Bool { ["qmstart", "vzstart", "startall"].contains(type) }
}

extension Guest {
    /// `103 jellyfin`, its name made visible.
    var numbered: String { name.map { "\(vmid) \(Untrusted($0).name)" } ?? "\(vmid)" }
}
