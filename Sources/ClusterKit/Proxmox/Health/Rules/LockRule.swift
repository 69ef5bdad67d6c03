import Text

/// Guests that a lock holds for long while no task is seen to work on them.
enum LockRule: HealthRule {
    static func findings(in snapshot: ClusterSnapshot) -> [HealthFinding] {
        let locks = snapshot.hindsight.staleLocks
        return snapshot.guests(Set(locks.keys)).map { guest in
            let tool = guest.kind == .qemu ? "qm" : "pct"
            return HealthFinding(
                .warning, HealthFinding.Subject(guest), "locked (\(Untrusted(guest.lock ?? "unknown").name))",
                topic: "locked",
                on: guest.node, since: locks[guest.id] ?? nil, timing: .lasting,
                remedy:
                    "no task is seen to work on it: if none does, `\(tool) unlock \(guest.vmid)` clears it")
        }
    }
}
