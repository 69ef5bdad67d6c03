/// Guests that an error holds, those that went down and no task of Proxmox's says why, and those that a node which was away
/// came back without.
enum GuestRule: HealthRule {
    static func findings(in snapshot: ClusterSnapshot) -> [HealthFinding] {
        let held = snapshot.guests { $0.status.isFault }
        let fallen = snapshot.guests(snapshot.unaskedStops)
        return held.map { guest in
            HealthFinding(
                .critical, HealthFinding.Subject(guest), "\(guest.status)", on: guest.node,
                remedy: guest.status == .ioError
                    ? "look at its storage and the room there, then let it resume"
                    : "look at its console and at the journal of \(guest.node), then reset it")
        }
            + fallen.map { guest in
                HealthFinding(
                    .critical, HealthFinding.Subject(guest), "stopped without a task", on: guest.node,
                    remedy: "a crash, or a shutdown from within: look at its own log, then start it")
            }
            + snapshot.guests(snapshot.awaited).map { guest in
                HealthFinding(
                    .notice, HealthFinding.Subject(guest), "not up again yet", on: guest.node,
                    remedy: "\(guest.node) came back a moment ago, and may be about to start it")
            }
            + snapshot.guests(snapshot.leftDown).map { guest in
                HealthFinding(
                    .warning, HealthFinding.Subject(guest), "left stopped after the node's return",
                    on: guest.node,
                    remedy: "it ran before \(guest.node) went away: start it, and let it start at boot")
            }
    }
}
