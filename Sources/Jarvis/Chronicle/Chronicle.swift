import ClusterKit
import FoundationEssentials
import Memory
import Text

/// Turns what changed in a cluster into lines of the activity feed.
package struct Chronicle: Sendable {
    private var storages = StorageWatch()
    private var entries = EntryWatch()
    private var findings = FindingWatch()
    private var guests = GuestFold()
    private var wasReached: Bool?
    private var hasBegun = false

    package init() {}

    /// The lines for the next snapshot and what changed with it, in the order things happened; for the first how things
    /// stand.
    package mutating func lines(
        for diagnosis: Diagnosis, _ changes: [ClusterChange], at time: Date
    ) -> [EventRecord] {
        let snapshot = diagnosis.snapshot
        let reach = opening(diagnosis, at: time) + reachability(snapshot, at: time)
        let news =
            entries.lines(for: snapshot, at: time) + storages.lines(for: snapshot, at: time)
            + changes.map { change in
                ChangeNote(change, in: snapshot).line(cluster: snapshot.name, at: time)
            } + guests.lines(for: changes, of: snapshot.name, at: time)
        return reach + news + findings.lines(for: diagnosis, beside: news, isOpen: hasBegun, at: time)
    }

    /// How things stand when the watch begins, and the tasks of the last day that failed.
    private mutating func opening(_ diagnosis: Diagnosis, at time: Date) -> [EventRecord] {
        let snapshot = diagnosis.snapshot
        let isBlind = snapshot.access == .noPermission
        guard snapshot.access != .noGuests || hasBegun else { return [guestless(snapshot, at: time)] }
        guard !hasBegun, isBlind || snapshot.isKnown else { return [] }
        hasBegun = true
        guard !isBlind else { return [blindness(snapshot, at: time)] }
        let online = snapshot.nodes.count { $0.state == .online }
        let guests = snapshot.guests.filter { $0.isTemplate != true }
        let running = guests.count { $0.status == .running }
        let words =
            "watching \(snapshot.name): \(online) of \(snapshot.nodes.count) nodes, "
            + "\(running) of \(guests.count) guests running"
        let failed = snapshot.hindsight.troubles.filter(\.state.isFailure)
        let lines = failed.prefix(3).reversed().map { task in
            ChangeNote(.taskFailed(task), in: snapshot).line(
                cluster: snapshot.name, at: task.ended ?? task.upid.started)
        }
        return lines + [
            EventRecord(
                time: time, severity: .info, origin: .automatic, kind: "watch.began", subject: nil,
                cluster: snapshot.name, title: words, detail: standing(diagnosis))
        ]
    }

    /// What is not as it should be when the watch begins; `nil` when nothing is.
    private func standing(_ diagnosis: Diagnosis) -> String? {
        let words = Judgement(of: diagnosis, at: .now).concerns.map(\.text)
        return words.isEmpty ? nil : words.joined(separator: "; ")
    }

    private func blindness(_ snapshot: ClusterSnapshot, at time: Date) -> EventRecord {
        EventRecord(
            time: time, severity: .warning, origin: .system, kind: "watch.blind", subject: nil,
            cluster: snapshot.name, title: "\(snapshot.name) shows nothing: the account has no permissions",
            detail: "Give the token rights, or end its privilege separation.")
    }

    private mutating func guestless(_ snapshot: ClusterSnapshot, at time: Date) -> EventRecord {
        hasBegun = true
        return EventRecord(
            time: time, severity: .warning, origin: .system, kind: "watch.guestless", subject: nil,
            cluster: snapshot.name, title: "\(snapshot.name) shows no guests: the account lacks VM.Audit",
            detail: "Give the token the role PVEAuditor on /, or end its privilege separation.")
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
                detail: freshness.lastError.map(\.told))
        ]
    }
}

extension ClusterSnapshot {
    /// Whether enough was heard to say how things stand; a right that is missing keeps a section silent for good.
    fileprivate var isKnown: Bool {
        let isHeard = [SnapshotSection.tasks, .status].allSatisfy { section in
            freshness[section].map { $0.lastGood != nil || $0.lastError != nil } ?? false
        }
        let mayBeBlind = guests.isEmpty && access == .unknown
        return freshness[.resources]?.lastGood != nil && isHeard && !mayBeBlind
    }
}

/// The activity feed: what is added to it is kept first and then shown.
package struct ActivityFeed: Sendable {
    private let log: EventLog
    private let show: @Sendable (EstateEvent) -> Void

    package init(_ store: Store, show: @escaping @Sendable (EstateEvent) -> Void) {
        log = store.events
        self.show = show
    }

    /// Adds lines in the order things happened; one whose dedupe key is known already is dropped.
    ///
    /// A memory that fails costs the memory, not the sight.
    package func add(_ lines: [EventRecord]) async {
        guard !lines.isEmpty else { return }
        let lines = lines.map { line in
            var line = line
            line.title = line.title.coveringSecrets
            line.detail = line.detail?.coveringSecrets
            return line
        }
        do throws(MemoryError) {
            let ids = try await log.append(lines)
            let kept = zip(lines, ids).compactMap { line, id in
                id.map { id in
                    var line = line
                    line.id = id
                    return line
                }
            }
            if !kept.isEmpty { show(.events(kept)) }
        } catch {
            show(.events(lines))
            show(.forgotten(error.description))
        }
    }
}
