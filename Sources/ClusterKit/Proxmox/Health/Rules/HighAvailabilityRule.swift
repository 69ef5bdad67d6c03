import Text

/// What high availability could not do or calls by a word that nobody knows, found once though rows of guests and of
/// services may both say it; and nodes that are in maintenance.
enum HighAvailabilityRule: HealthRule {
    /// Who has a state that is not as it should be.
    private struct Row {
        let state: String
        let subject: HealthFinding.Subject
        let node: NodeName?
        /// The states that are faults in such a row.
        let faults: Set<String>

        var finding: HealthFinding {
            let isKnown = faults.contains(state)
            return HealthFinding(
                isKnown ? .critical : .warning, subject,
                "HA \(Untrusted(state).words(columns: HighAvailabilityRule.longestState))", on: node,
                remedy: isKnown
                    ? HighAvailabilityRule.remedy(state)
                    : "nobody here knows this state: compare with `ha-manager status`")
        }
    }

    static func findings(in snapshot: ClusterSnapshot) -> [HealthFinding] {
        let guests = snapshot.guests { HAEntry.isAmiss($0.haState) }.map { guest in
            Row(
                state: guest.haState ?? "", subject: HealthFinding.Subject(guest), node: guest.node,
                faults: HAEntry.faults)
        }
        let services = snapshot.highAvailability.filter { $0.kind == .service }.compactMap { entry -> Row? in
            let state = entry.state ?? "unknown"
            guard HAEntry.isAmiss(state) else { return nil }
            let guest = entry.vmid.flatMap(snapshot.guest).map { HealthFinding.Subject($0) }
            return Row(
                state: state, subject: guest ?? .guest(Untrusted(entry.service).name), node: entry.node,
                faults: HAEntry.faults)
        }
        let nodes = snapshot.nodes.compactMap { node -> Row? in
            guard let state = node.haState, HAEntry.isAmiss(ofNode: state),
                // Of a node that is away nothing else is to be expected.
                node.state == .online || HAEntry.nodeFaults.contains(state)
            else { return nil }
            return Row(
                state: state, subject: .node(node.name), node: node.name, faults: HAEntry.nodeFaults)
        }
        let resting = snapshot.nodes.filter { $0.haState == HAEntry.maintenance }
        return (guests + services + nodes).sorted { $0.state < $1.state }.map(\.finding)
            + resting.map { node in
                HealthFinding(
                    .notice, .node(node.name), "in maintenance",
                    remedy: "`ha-manager crm-command node-maintenance disable` ends it")
            }
    }

    /// Columns of a state that nobody knows: the longest of Proxmox's own has 21.
    private static let longestState = 24

    private static func remedy(_ state: String) -> String {
        switch state {
        case "error": "mend the cause, then have it requested as disabled and as started again (ha-manager)"
        case "fence": "it is being cut off: see that its node is really down, and wait"
        case "recovery": "it waits for a node that may take it: see that one is up"
        default: "see that the node is up and in the cluster"
        }
    }
}
