import ClusterKit
import FoundationEssentials
import Memory

/// Turns what changed in a cluster into lines of the activity feed.
package struct Chronicle: Sendable {
    private var feed = ChangeFeed()
    private var wasReached: Bool?
    private var hasBegun = false

    package init() {}

    /// The lines for the next snapshot, in the order things happened; for the first how things stand.
    package mutating func lines(for snapshot: ClusterSnapshot, at time: Date) -> [EventRecord] {
        let reach = opening(snapshot, at: time) + reachability(snapshot, at: time)
        return reach
            + feed.changes(to: snapshot).map { ChangeNote($0).line(cluster: snapshot.name, at: time) }
    }

    /// How things stand when the watch begins, and the tasks of the last day that failed.
    private mutating func opening(_ snapshot: ClusterSnapshot, at time: Date) -> [EventRecord] {
        let isKnown = [.resources, .tasks, .status].allSatisfy { snapshot.freshness[$0]?.lastGood != nil }
        guard !hasBegun, isKnown else { return [] }
        hasBegun = true
        let online = snapshot.nodes.count { $0.state == .online }
        let guests = snapshot.guests.filter { $0.isTemplate != true }
        let running = guests.count { $0.status == .running }
        let words =
            "watching \(snapshot.name): \(online) of \(snapshot.nodes.count) nodes, "
            + "\(running) of \(guests.count) guests running"
        let failed = snapshot.tasks.filter { task in
            if case .failed = task.state { time.timeIntervalSince(task.upid.started) < 86_400 } else { false }
        }
        let lines = failed.prefix(3).reversed().map { task in
            ChangeNote(.taskFailed(task)).line(cluster: snapshot.name, at: task.ended ?? task.upid.started)
        }
        return lines + [
            EventRecord(
                time: time, severity: .info, origin: .automatic, kind: "watch.began", subject: nil,
                cluster: snapshot.name, title: words, detail: nil)
        ]
    }

    /// Whether the cluster answers at all is news too, once.
    private mutating func reachability(_ snapshot: ClusterSnapshot, at time: Date) -> [EventRecord] {
        guard let freshness = snapshot.freshness[.resources] else { return [] }
        // One failed poll is no news; three in a row are.
        let isReached = freshness.failures >= 3 ? false : freshness.lastError == nil ? true : wasReached
        defer { wasReached = isReached }
        guard let isReached, let wasReached, wasReached != isReached else { return [] }
        return [
            EventRecord(
                time: time, severity: isReached ? .info : .critical, origin: .system,
                kind: isReached ? "cluster.reached" : "cluster.lost", subject: nil, cluster: snapshot.name,
                title: isReached ? "\(snapshot.name) answers again" : "\(snapshot.name) does not answer",
                detail: freshness.lastError.map { "\($0)" })
        ]
    }
}
