import JSON
import Text

/// Something about a cluster that is not as it should be, in a few words.
///
/// The top line, `jarvis status` and the butler judge by these alone.
package struct Concern: Sendable, Hashable {
    package let severity: Severity
    package let text: String

    package init(severity: Severity, text: String) {
        self.severity = severity
        self.text = text
    }

    /// What a snapshot gives reason for, the worst first.
    package static func all(in snapshot: ClusterSnapshot) -> [Concern] {
        (quorum(snapshot) + nodes(snapshot) + guests(snapshot) + highAvailability(snapshot)
            + storages(snapshot) + strain(snapshot) + rows(snapshot)).worstFirst
    }

    /// What a snapshot does not tell, and what would have to be known before all could be called well.
    package static func unknown(in snapshot: ClusterSnapshot) -> [String] {
        let dark = snapshot.nodes.filter {
            $0.state == .online && ($0.cpu == nil || $0.memoryFraction == nil)
        }
        let silent = snapshot.guests.count { guest in
            // Not even its node, which is there, tells anything.
            guest.status == .unknown && guest.isTemplate != true
                && snapshot.node(guest.node)?.state == .online
        }
        return (dark.isEmpty ? [] : ["figures of " + dark.map(\.name.text).joined(separator: ", ")])
            + (silent == 0 ? [] : [silent == 1 ? "state of a guest" : "states of \(silent) guests"])
    }

    /// Guests that are hidden may be in any state.
    package static func sight(_ snapshot: ClusterSnapshot) -> [Concern] {
        guard snapshot.access == .noGuests else { return [] }
        return [Concern(severity: .warning, text: "no permission to see guests")]
    }

    /// What is said of nodes that do not answer about their storages.
    package static func silences(_ nodes: [NodeName]) -> [Concern] {
        let names = nodes.map(\.text).joined(separator: ", ")
        return names.isEmpty
            ? [] : [Concern(severity: .warning, text: "storage of \(names) does not answer")]
    }

    /// Of the whole cluster, what is not known although it should be, and what was known once and may be otherwise by now.
    package static func unheard(in snapshot: ClusterSnapshot, at now: ContinuousClock.Instant) -> [String] {
        let status = snapshot.freshness[.status]
        let isQuorumOld = status.map { $0.lastGood != nil && $0.isStale(at: now) } ?? false
        let isHADark = snapshot.freshness[.highAvailability].map { $0.isMute(at: now) } ?? false
        return (snapshot.quorum == .unknown || isQuorumOld ? ["quorum"] : [])
            + (isHADark ? ["high availability"] : [])
    }

    private static func quorum(_ snapshot: ClusterSnapshot) -> [Concern] {
        guard case .cluster(isQuorate: false, let votes, let expected) = snapshot.quorum else { return [] }
        return [Concern(severity: .critical, text: "quorum lost \(votes)/\(expected)")]
    }

    private static func nodes(_ snapshot: ClusterSnapshot) -> [Concern] {
        let down = snapshot.nodes.filter { $0.state == .offline }.map(\.name.text)
        let silent = snapshot.nodes.filter { $0.state == .unknown }.map(\.name.text)
        return (down.isEmpty ? [] : [Concern(severity: .critical, text: "\(list(down)) down")])
            + (silent.isEmpty ? [] : [Concern(severity: .warning, text: "\(list(silent)) silent")])
    }

    /// Guests that an error holds, and those that went down and no task of Proxmox's says why.
    private static func guests(_ snapshot: ClusterSnapshot) -> [Concern] {
        let held = snapshot.guests.filter(\.status.isFault).map { "\(name($0)) \($0.status)" }
        let fallen = snapshot.guests.filter { snapshot.unaskedStops.contains($0.id) }.map(name)
        return [(held, ""), (fallen, " stopped without a task")].compactMap { names, what in
            names.isEmpty ? nil : Concern(severity: .critical, text: list(names) + what)
        }
    }

    /// What high availability could not do, told once though rows of guests and of services may both say it.
    private static func highAvailability(_ snapshot: ClusterSnapshot) -> [Concern] {
        let guests = snapshot.guests.map { (state: $0.haState, name: name($0)) }
        let services = snapshot.highAvailability.filter { $0.kind == .service }.map { entry in
            (
                state: entry.state,
                name: entry.vmid.flatMap(snapshot.guest).map(name) ?? Untrusted(entry.id).name
            )
        }
        let nodes = snapshot.nodes.map { (state: $0.haState, name: $0.name.text) }
        let faults =
            HAEntry.faults.map { ($0, guests + services) } + HAEntry.nodeFaults.map { ($0, nodes) }
        let idle = nodes.filter { $0.state == HAEntry.maintenance }.map(\.name)
        return faults.sorted { $0.0 < $1.0 }.compactMap { word, rows in
            let names = unique(rows.filter { $0.state == word }.map(\.name))
            return names.isEmpty ? nil : Concern(severity: .critical, text: "\(list(names)) HA \(word)")
        } + (idle.isEmpty ? [] : [Concern(severity: .notice, text: "\(list(idle)) in maintenance")])
    }

    /// What could not be read may be anything.
    private static func rows(_ snapshot: ClusterSnapshot) -> [Concern] {
        let count = snapshot.unreadableRows
        guard count > 0 else { return [] }
        return [
            Concern(severity: .warning, text: count == 1 ? "one row unreadable" : "\(count) rows unreadable")
        ]
    }

    private static func name(_ guest: Guest) -> String {
        let name = guest.name.map { " " + Untrusted($0).name.clipped(toColumns: 24) } ?? ""
        return "\(guest.vmid)\(name)"
    }

    private static func storages(_ snapshot: ClusterSnapshot) -> [Concern] {
        let sights = snapshot.storageSights
        let lost = unique(sights.filter { $0.storage.state == .inactive }.map(\.storage.name.text))
        // Nobody tells of one on a node that is there: that is no green.
        let unsure = unique(
            sights.filter { $0.storage.state == .unknown && !$0.lacking.isEmpty }.map(\.storage.name.text))
        let full = unique(share(of: sights.map(\.storage), from: Threshold.storage.critical))
        let filling = unique(share(of: sights.map(\.storage), from: Threshold.disk.warning))
            .filter { !full.contains($0) }
        return (lost.isEmpty ? [] : [Concern(severity: .critical, text: "storage \(list(lost)) lost")])
            + sights.filter(\.isDisputed).map { sight in
                Concern(
                    severity: .warning,
                    text: "storage \(sight.storage.name) not on \(list(sight.lacking.map(\.text)))")
            }
            + (unsure.isEmpty ? [] : [Concern(severity: .warning, text: "storage \(list(unsure)) unknown")])
            + full.map { Concern(severity: .critical, text: "storage \($0)") }
            + filling.map { Concern(severity: .warning, text: "storage \($0)") }
    }

    private static func share(of storages: [Storage], from threshold: Double) -> [String] {
        storages.compactMap { storage in
            storage.usedFraction.flatMap {
                $0 >= threshold ? "\(storage.name) \(percent($0)) full" : nil
            }
        }
    }

    /// Nodes that have next to nothing left of something.
    private static func strain(_ snapshot: ClusterSnapshot) -> [Concern] {
        snapshot.nodes.filter { $0.state == .online }.flatMap { node in
            [
                ("CPU", node.cpu, Threshold.processor.critical),
                ("RAM", node.memoryFraction, Threshold.memory.critical),
                ("disk", node.diskFraction, Threshold.disk.warning),
            ].compactMap { what, share, threshold in
                share.flatMap {
                    $0 >= threshold
                        ? Concern(
                            severity: .warning, text: "\(node.name) \(what) \(percent($0))")
                        : nil
                }
            }
        }
    }

    private static func percent(_ share: Double) -> String {
        "\(Int(saturating: (share * 100).rounded()))%"
    }

    private static func unique(_ names: [String]) -> [String] {
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }
    }

    /// The first names, the others counted.
    private static func list(_ names: [String]) -> String {
        names.count > 3
            ? "\(names.prefix(2).joined(separator: ", ")) and \(names.count - 2) more"
            : names.joined(separator: ", ")
    }
}

extension [Concern] {
    /// By severity, those of the same in the order they had.
    var worstFirst: [Concern] {
        Severity.allCases.reversed().flatMap { severity in filter { $0.severity == severity } }
    }
}
