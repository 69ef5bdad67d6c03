import FoundationEssentials

/// What a watch knows of a cluster that no single answer shows; empty where nobody watched.
package struct Hindsight: Sendable, Hashable {
    /// Guests whose lock has lasted while no task was seen to work on them, and since when; `nil` where nobody saw that.
    package var staleLocks: [GuestID: Date?] = [:]
    /// The tasks of the last day that ended badly and that nothing has made good since, the newest first.
    package var troubles: [ClusterTask] = []
    /// When findings began that were not there when the watch did.
    package var onsets: [HealthFinding.Key: Date] = [:]

    package init() {}
}

/// Gathers through the snapshots of a watch what none of them shows alone.
package struct Recollection: Sendable {
    private struct Lock: Sendable {
        let name: String
        /// When it was seen first.
        let seen: Date
        /// When the watch saw it begin; `nil` where it was there when the watch began.
        let since: Date?
    }

    /// How long a lock without a task goes without a word; backups of other accounts cannot be seen and take hours.
    private static let patience: Double = 3600
    /// What is found so soon after the watch began was there before, as sections answer one after the other.
    private static let opening: Double = 60

    private var began: Date?
    private var locks: [GuestID: Lock] = [:]
    private var known: Set<HealthFinding.Key> = []
    private var onsets: [HealthFinding.Key: Date] = [:]
    /// The one whose findings are `known`.
    private var latest: Diagnosis?

    package init() {}

    /// The next snapshot with what is known beyond it, and what is found in it; `now` by the clock on the wall.
    package mutating func diagnosis(of snapshot: ClusterSnapshot, at now: Date) -> Diagnosis {
        guard snapshot.freshness[.resources]?.lastGood != nil else { return Diagnosis(of: snapshot) }
        let began = began ?? now
        self.began = began
        var snapshot = snapshot
        let isOpening = now.timeIntervalSince(began) <= Self.opening
        snapshot.hindsight.staleLocks = staleLocks(in: snapshot, at: now, isOpening: isOpening)
        snapshot.hindsight.troubles = snapshot.troubles(at: now)
        snapshot.hindsight.onsets = onsets
        // Most answers change nothing that is judged, such as one node's of many about its storages.
        if let latest, snapshot.hasEqualLists(to: latest.snapshot) {
            let diagnosis = Diagnosis(of: snapshot, like: latest)
            self.latest = diagnosis
            return diagnosis
        }
        let found = HealthRules.findings(in: snapshot)
        note(Set(found.map(\.key)), at: now, isOpening: isOpening)
        snapshot.hindsight.onsets = onsets
        let diagnosis = Diagnosis(of: snapshot, found: found)
        latest = diagnosis
        return diagnosis
    }

    /// Takes what is found now: what was not there before begins, unless the watch does.
    private mutating func note(_ found: Set<HealthFinding.Key>, at now: Date, isOpening: Bool) {
        guard found != known else { return }
        if !isOpening { for key in found.subtracting(known) { onsets[key] = now } }
        known = found
        onsets = onsets.filter { found.contains($0.key) }
    }

    private mutating func staleLocks(
        in snapshot: ClusterSnapshot, at now: Date, isOpening: Bool
    ) -> [GuestID: Date?] {
        var held: [GuestID: Lock] = [:]
        for index in snapshot.guests.indices {
            // Suspended to disk is a state to be left in.
            guard let lock = snapshot.guests[index].lock, lock != "suspended" else { continue }
            let guest = snapshot.guests[index]
            guard !snapshot.hasTask(on: guest, at: now) else { continue }
            let before = locks[guest.id].flatMap { $0.name == lock ? $0 : nil }
            held[guest.id] = before ?? Lock(name: lock, seen: now, since: isOpening ? nil : now)
        }
        locks = held
        return held.filter { now.timeIntervalSince($0.value.seen) >= Self.patience }.mapValues(\.since)
    }
}

extension ClusterSnapshot {
    /// Whether what was judged, listed or counted of the other is still right.
    ///
    /// Most answers change one list or none, and lists that were not touched are compared by their place in memory.
    package func hasEqualLists(to other: ClusterSnapshot) -> Bool {
        guests == other.guests && nodes == other.nodes && storages == other.storages && tasks == other.tasks
            && quorum == other.quorum && highAvailability == other.highAvailability
            && unaskedStops == other.unaskedStops && leftDown == other.leftDown && awaited == other.awaited
            && unreadableRows == other.unreadableRows && voting == other.voting && access == other.access
            && entryFaults == other.entryFaults
            && hindsight == other.hindsight && backups == other.backups
            // On these the judgement of entry nodes rests.
            && answers == other.answers && entry == other.entry
    }

    /// A task is under way that may be what holds the guest; a backup of several guests names none.
    fileprivate func hasTask(on guest: Guest, at now: Date) -> Bool {
        tasks.contains { task in
            task.state.isRunning && !task.isOfTheFuture(at: now)
                && (task.upid.vmid == guest.vmid
                    || task.upid.type == "vzdump" && task.upid.subject.isEmpty
                        && task.upid.node == guest.node)
        }
    }

    /// The tasks of the last day that ended badly and that nothing has made good since: of one kind on one thing the
    /// last one tells, but for backup jobs, which all go by no name, and for tasks of the future, which make nothing good.
    func troubles(at now: Date) -> [ClusterTask] {
        var judged: Set<[String]> = []
        return tasks.filter { task in
            guard !task.state.isRunning, !task.upid.isConsole else { return false }
            let subject = task.upid.subject.isEmpty ? "on \(task.upid.node)" : task.upid.subject
            let isJob = task.upid.type == "vzdump" && task.upid.subject.isEmpty
            guard isJob || task.isOfTheFuture(at: now) || judged.insert([task.upid.type, subject]).inserted
            else { return false }
            let age = now.timeIntervalSince(task.ended ?? task.upid.started)
            return (task.state.isFailure || task.state.isWarning) && age < 86_400
                && !isMadeGood(task, at: now)
        }
    }

    /// The guest is by now as the failed task would have made it, or was started or stopped since.
    private func isMadeGood(_ task: ClusterTask, at now: Date) -> Bool {
        guard task.state.isFailure, let vmid = task.upid.vmid, let kind = GuestTaskKind(task.upid.type) else {
            return false
        }
        guard let guest = guest(vmid) else { return kind == .removal }
        let power: Set<GuestTaskKind> = [.start, .stop, .freeze]
        let isOvertaken = tasks.contains { later in
            later.upid.vmid == vmid && later.upid.started > task.upid.started && later.state.isSuccess
                && !later.isOfTheFuture(at: now)
                && GuestTaskKind(later.upid.type).map(power.contains) == true
        }
        guard !isOvertaken || !power.contains(kind) else { return true }
        return switch kind {
        case .start: guest.status == .running
        case .stop, .freeze: guest.status != .running && guest.status != .unknown
        case .passing, .removal: false
        }
    }
}

extension ClusterTask {
    /// How far the clocks of the nodes may be ahead, in seconds.
    private static let lead = 300.0

    /// It began or ended when it is not yet: a clock was wrong, or the row is.
    fileprivate func isOfTheFuture(at now: Date) -> Bool {
        max(upid.started, ended ?? upid.started).timeIntervalSince(now) > Self.lead
    }
}
