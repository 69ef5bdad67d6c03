import FoundationEssentials

/// The guests that went down and were not asked to, for as long as that is worth a word: until they run again, are gone,
/// or a day has passed.
///
/// A single snapshot cannot tell: what is known comes from the snapshots before it.
package struct LastingStops: Sendable {
    package enum Cause: Sendable, Hashable {
        /// No task says why. A shutdown from within the guest counts, too: Proxmox writes a task for it as little as for a
        /// crash (qmeventd(8) only cleans up), and both leave the guest `stopped`.
        case unasked
        /// Its node went away, and is back without it.
        case nodeLost

        /// `nil` for a stop that was asked for, or of which that is not known.
        fileprivate init?(_ cause: StopCause) {
            switch cause {
            case .unasked: self = .unasked
            case .nodeLost: self = .nodeLost
            case .asked, .unknown: return nil
            }
        }
    }

    private struct Stop {
        var cause: Cause
        var since: ContinuousClock.Instant
    }

    private static let lifetime = Duration.seconds(86_400)
    /// How long a node that is back has to start its guests, after the task that starts them in their order, if it has one.
    private static let grace = Duration.seconds(60)

    private var stops: [GuestID: Stop] = [:]
    /// Stops that an earlier watch saw, until the first list tells which guests they are of.
    private var remembered: [VMID: Stop] = [:]
    /// Whether it was looked into what went down before.
    private var hasLookedBack = false

    package init() {}

    /// Takes a stop that an earlier watch saw, and when.
    package mutating func recall(_ guest: VMID, _ cause: Cause, since: ContinuousClock.Instant) {
        remembered[guest] = Stop(cause: cause, since: since)
    }

    /// The next snapshot with what is known of such stops; `changes` are those that led to it, `date` is now on the wall.
    package mutating func marked(
        in snapshot: ClusterSnapshot, after changes: [ClusterChange], at now: ContinuousClock.Instant,
        on date: Date = .now
    ) -> ClusterSnapshot {
        for case .guestStopped(let guest, let cause) in changes {
            if let lasting = Cause(cause) { stops[guest.id] = Stop(cause: lasting, since: now) }
        }
        recognise(in: snapshot)
        lookBack(from: snapshot, at: now, on: date)
        guard !stops.isEmpty else { return snapshot }
        stops = stops.filter { id, stop in
            guard stop.since.duration(to: now) < Self.lifetime, let guest = snapshot.guest(id.vmid) else {
                return false
            }
            return guest.id == id && (guest.status == .stopped || guest.status == .unknown)
        }
        wait(for: snapshot.startingNodes, in: snapshot, at: now)
        var snapshot = snapshot
        snapshot.unaskedStops = Set(stops.filter { $0.value.cause == .unasked }.keys)
        for (id, stop) in stops where stop.cause == .nodeLost && snapshot.guest(id.vmid)?.status == .stopped {
            if stop.since + Self.grace <= now {
                snapshot.leftDown.insert(id)
            } else {
                snapshot.awaited.insert(id)
            }
        }
        return snapshot
    }

    private mutating func recognise(in snapshot: ClusterSnapshot) {
        guard !remembered.isEmpty, snapshot.freshness[.resources]?.lastGood != nil else { return }
        for (vmid, stop) in remembered {
            if let guest = snapshot.guest(vmid) { stops[guest.id] = stop }
        }
        remembered = [:]
    }

    /// What went down before the watch began, by the list of tasks: what was started within the last day, and is down
    /// without any task since.
    private mutating func lookBack(
        from snapshot: ClusterSnapshot, at now: ContinuousClock.Instant, on date: Date
    ) {
        guard !hasLookedBack, snapshot.freshness[.resources]?.lastGood != nil,
            snapshot.freshness[.tasks]?.lastGood != nil
        else { return }
        hasLookedBack = true
        for guest in snapshot.guests(where: {
            $0.status == .stopped && $0.isTemplate != true && $0.lock == nil
        }) {
            guard stops[guest.id] == nil, let start = snapshot.lastStart(of: guest) else { continue }
            let age = date.timeIntervalSince(start)
            guard (0..<86_400).contains(age) else { continue }
            // Where its node was booted since, it went down with that.
            let uptime = snapshot.node(guest.node)?.uptime.map { Double($0.components.seconds) }
            let cause: Cause = uptime.map { $0 < age } == true ? .nodeLost : .unasked
            stops[guest.id] = Stop(cause: cause, since: now - .seconds(age))
        }
    }

    /// Takes the time anew for guests whose nodes still start theirs.
    private mutating func wait(
        for nodes: Set<NodeName>, in snapshot: ClusterSnapshot, at now: ContinuousClock.Instant
    ) {
        guard !nodes.isEmpty else { return }
        for (id, stop) in stops where stop.cause == .nodeLost {
            guard let node = snapshot.guest(id.vmid)?.node, nodes.contains(node) else { continue }
            stops[id]?.since = now
        }
    }
}

extension ClusterSnapshot {
    /// When a guest was started, where nothing that is listed has happened to its power since.
    fileprivate func lastStart(of guest: Guest) -> Date? {
        let newest = newestTask(on: guest) { $0 != nil }
        guard let newest, GuestTaskKind(newest.upid.type) == .start, newest.state.isSuccess else {
            return nil
        }
        return newest.ended
    }

    /// The nodes that start all their guests just now, as they do after a boot.
    fileprivate var startingNodes: Set<NodeName> {
        Set(tasks.filter { $0.state.isRunning && $0.upid.type == "startall" }.map(\.upid.node))
    }
}
