import Text

/// What high availability could not do, found once though rows of guests and of services may both say it; and nodes that
/// are in maintenance.
enum HighAvailabilityRule: HealthRule {
    /// Who has a state that is not as it should be.
    private struct Row {
        let state: String?
        let subject: HealthFinding.Subject
        let node: NodeName?
    }

    static func findings(in snapshot: ClusterSnapshot) -> [HealthFinding] {
        let guests = snapshot.guests { guest in
            guard let state = guest.haState else { return false }
            return HAEntry.faults.contains(state)
        }.map { guest in
            Row(state: guest.haState, subject: HealthFinding.Subject(guest), node: guest.node)
        }
        let services = snapshot.highAvailability
            .filter { $0.kind == .service && HAEntry.faults.contains($0.state ?? "") }
            .map { entry in
                Row(
                    state: entry.state,
                    subject: entry.vmid.flatMap(snapshot.guest).map { HealthFinding.Subject($0) }
                        ?? .guest(Untrusted(entry.service).name), node: entry.node)
            }
        let nodes = snapshot.nodes.map { Row(state: $0.haState, subject: .node($0.name), node: $0.name) }
        let faults =
            HAEntry.faults.map { ($0, guests + services) } + HAEntry.nodeFaults.map { ($0, nodes) }
        return faults.sorted { $0.0 < $1.0 }.flatMap { word, rows in
            rows.filter { $0.state == word }.map { row in
                HealthFinding(.critical, row.subject, "HA \(word)", on: row.node, remedy: remedy(word))
            }
        }
            + nodes.filter { $0.state == HAEntry.maintenance }.map { row in
                HealthFinding(
                    .notice, row.subject, "in maintenance", on: row.node,
                    remedy: "`ha-manager crm-command node-maintenance disable` ends it")
            }
    }

    private static func remedy(_ state: String) -> String {
        switch state {
        case "error": "mend the cause, then have it requested as disabled and as started again (ha-manager)"
        case "fence": "it is being cut off: see that its node is really down, and wait"
        case "recovery": "it waits for a node that may take it: see that one is up"
        default: "see that the node is up and in the cluster"
        }
    }
}
