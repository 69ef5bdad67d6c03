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
