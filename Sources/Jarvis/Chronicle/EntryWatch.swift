import ClusterKit
import FoundationEssentials
import Memory

/// Tells of entry nodes that cannot be used while the cluster answers through another, or show a certificate that nobody
/// accepted, and when that is over.
struct EntryWatch: Sendable {
    private var told: Set<String> = []

    mutating func lines(for snapshot: ClusterSnapshot, at time: Date) -> [EventRecord] {
        // When none answers, the cluster is lost, which is told as that.
        guard snapshot.answers else { return [] }
        let bypassed = snapshot.bypassedEntries
        // Connections that were kept go on for a while with a certificate that has changed: that is the begin of it.
        let distrusted = [snapshot.distrustedEntry].compactMap(\.self)
        let way = bypassed.isEmpty ? "" : "; \(snapshot.name) is asked through another"
        let lost = (distrusted + bypassed).filter { !told.contains($0.place) }.map { fault in
            let what =
                fault.error.isAboutTrust ? "has a certificate that is not accepted" : "cannot be used"
            return EventRecord(
                time: time, severity: .warning, origin: .system, kind: "entry.lost", subject: fault.place,
                cluster: snapshot.name, title: "entry node \(fault.place) \(what)\(way)",
                detail: fault.error.advised)
        }
        let healed = told.subtracting(snapshot.entryFaults.keys.map(\.description))
        let back = healed.sorted().map { place in
            EventRecord(
                time: time, severity: .info, origin: .system, kind: "entry.returned", subject: place,
                cluster: snapshot.name, title: "entry node \(place) can be used again", detail: nil)
        }
        told = told.subtracting(healed).union((distrusted + bypassed).map(\.place))
        return lost + back
    }
}

extension ProxmoxError {
    /// What went wrong at one entry node, and where to look there.
    fileprivate var advised: String {
        let place = "Look there at the time and at pveproxy, pvedaemon and pve-cluster (journalctl -u)."
        return switch self {
        case .unauthorized, .forbidden, .refused:
            told(in: "\(description) The other entry nodes do not say so. \(place)")
        default: told
        }
    }
}
