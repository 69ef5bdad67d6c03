import Text

/// Guests that a lock holds for long while no task is seen to work on them.
enum LockRule: HealthRule {
    static func findings(in snapshot: ClusterSnapshot) -> [HealthFinding] {
        snapshot.guests(snapshot.hindsight.staleLocks).map { guest in
            let tool = guest.kind == .qemu ? "qm" : "pct"
            return HealthFinding(
                .warning, HealthFinding.Subject(guest), "locked (\(Untrusted(guest.lock ?? "unknown").name))",
                topic: "locked",
                on: guest.node,
                remedy:
                    "no task is seen to work on it: if none does, `\(tool) unlock \(guest.vmid)` clears it")
        }
    }
}
