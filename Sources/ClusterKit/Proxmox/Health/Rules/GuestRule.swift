/// Guests that an error holds, and those that went down and no task of Proxmox's says why.
enum GuestRule: HealthRule {
    static func findings(in snapshot: ClusterSnapshot) -> [Finding] {
        let held = snapshot.guests.filter(\.status.isFault)
        let fallen = snapshot.guests.filter { snapshot.unaskedStops.contains($0.id) }
        return held.map { Finding(.critical, Finding.Subject($0), "\($0.status)") }
            + fallen.map { Finding(.critical, Finding.Subject($0), "stopped without a task") }
    }
}
