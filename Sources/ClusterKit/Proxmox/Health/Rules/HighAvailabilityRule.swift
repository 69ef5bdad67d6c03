import Text

/// What high availability could not do, found once though rows of guests and of services may both say it; and nodes that
/// are in maintenance.
enum HighAvailabilityRule: HealthRule {
    static func findings(in snapshot: ClusterSnapshot) -> [Finding] {
        // Most guests are well: only those that are not are given a name.
        let guests = snapshot.guests.filter { HAEntry.faults.contains($0.haState ?? "") }
            .map { (state: $0.haState, subject: Finding.Subject($0)) }
        let services = snapshot.highAvailability
            .filter { $0.kind == .service && HAEntry.faults.contains($0.state ?? "") }
            .map { entry in
                (
                    state: entry.state,
                    subject: entry.vmid.flatMap(snapshot.guest).map { Finding.Subject($0) }
                        ?? .guest(Untrusted(entry.id).name)
                )
            }
        let nodes = snapshot.nodes.map { (state: $0.haState, subject: Finding.Subject.node($0.name)) }
        let faults =
            HAEntry.faults.map { ($0, guests + services) } + HAEntry.nodeFaults.map { ($0, nodes) }
        return faults.sorted { $0.0 < $1.0 }.flatMap { word, rows in
            rows.filter { $0.state == word }.map { Finding(.critical, $0.subject, "HA \(word)") }
        }
            + nodes.filter { $0.state == HAEntry.maintenance }
            .map { Finding(.notice, $0.subject, "in maintenance") }
    }
}
