/// The guests as an earlier watch knew them, for those that the cluster tells nothing of now.
///
/// Five minutes after a node went away `/cluster/resources` drops the names of its guests, so who begins to watch later
/// gets numbers alone.
package struct RememberedGuests: Sendable, Hashable {
    private let guests: [GuestID: Guest]

    package init(_ guests: [Guest] = []) {
        self.guests = Dictionary(guests.map { ($0.id, $0) }) { first, _ in first }
    }

    package var isEmpty: Bool { guests.isEmpty }

    /// The snapshot with what is remembered of guests whose state is unknown; their state stays unknown.
    package func completing(_ snapshot: ClusterSnapshot) -> ClusterSnapshot {
        guard !isEmpty else { return snapshot }
        var snapshot = snapshot
        for index in snapshot.guests.indices {
            let guest = snapshot.guests[index]
            guard guest.status == .unknown, let known = guests[guest.id] else { continue }
            let completed = guest.completed(from: known)
            if completed != guest { snapshot.guests[index] = completed }
        }
        return snapshot
    }
}

extension Guest {
    /// The same guest in an unknown state, with what was known of it before where nothing is told now.
    func completed(from known: Guest) -> Guest {
        var guest = self
        guest.name = name ?? known.name
        guest.isTemplate = isTemplate ?? known.isTemplate
        if guest.lastKnownStatus == nil {
            guest.lastKnownStatus = known.status == .unknown ? known.lastKnownStatus : known.status
        }
        return guest
    }
}

/// States of guests that were seen after an act, and that the cluster's list does not know yet.
///
/// A node's status daemon reports every ten seconds: until then the list shows the state before the act.
package struct GuestSightings: Sendable {
    private struct Sighting {
        var status: GuestStatus
        var end: ContinuousClock.Instant
    }

    /// The longest that a sighting outweighs the list: a report, and the time it takes to be handed on.
    private static let lifetime = Duration.seconds(15)

    private var sightings: [GuestID: Sighting] = [:]

    package init() {}

    /// Notes the state that a guest's own node told.
    package mutating func note(_ status: GuestStatus, of guest: GuestID, at now: ContinuousClock.Instant) {
        sightings[guest] = Sighting(status: status, end: now + Self.lifetime)
    }

    /// The snapshot with what is known better; a sighting ends with its time, and when the list agrees.
    package mutating func merged(
        into snapshot: ClusterSnapshot, at now: ContinuousClock.Instant
    ) -> ClusterSnapshot {
        guard !sightings.isEmpty else { return snapshot }
        sightings = sightings.filter { $0.value.end > now }
        var snapshot = snapshot
        for index in snapshot.guests.indices {
            let id = snapshot.guests[index].id
            guard let sighting = sightings[id] else { continue }
            if snapshot.guests[index].status == sighting.status {
                sightings[id] = nil
            } else {
                snapshot.guests[index].status = sighting.status
            }
        }
        return snapshot
    }
}

/// The guests that stopped without a task that says why, for as long as that is worth a word: until they run again, are
/// gone, or a day has passed.
///
/// A single snapshot cannot tell: what is known comes from the snapshots before it. A shutdown from within the guest counts,
/// too: Proxmox writes a task for it as little as for a crash (qmeventd(8) only cleans up), and both leave the guest `stopped`.
package struct UnaskedStops: Sendable {
    private static let lifetime = Duration.seconds(86_400)

    private var stops: [GuestID: ContinuousClock.Instant] = [:]
    /// Stops that an earlier watch saw, until the first list tells which guests they are of.
    private var remembered: [VMID: ContinuousClock.Instant] = [:]

    package init() {}

    /// Takes what an earlier watch saw, and when.
    package mutating func recall(_ stops: [VMID: ContinuousClock.Instant]) {
        remembered = stops
    }

    /// The next snapshot with what is known of such stops; `changes` are those that led to it.
    package mutating func marked(
        in snapshot: ClusterSnapshot, after changes: [ClusterChange], at now: ContinuousClock.Instant
    ) -> ClusterSnapshot {
        for change in changes {
            if case .guestStopped(let guest, .unasked) = change { stops[guest.id] = now }
        }
        if snapshot.freshness[.resources]?.lastGood != nil {
            for (vmid, since) in remembered {
                if let guest = snapshot.guest(vmid) { stops[guest.id] = since }
            }
            remembered = [:]
        }
        guard !stops.isEmpty else { return snapshot }
        stops = stops.filter { id, since in
            guard since.duration(to: now) < Self.lifetime, let guest = snapshot.guest(id.vmid) else {
                return false
            }
            return guest.id == id && (guest.status == .stopped || guest.status == .unknown)
        }
        var snapshot = snapshot
        snapshot.unaskedStops = Set(stops.keys)
        return snapshot
    }
}
