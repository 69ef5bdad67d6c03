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
