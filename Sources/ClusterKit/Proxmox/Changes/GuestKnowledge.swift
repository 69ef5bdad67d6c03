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
