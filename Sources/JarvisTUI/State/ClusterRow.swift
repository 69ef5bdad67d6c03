import ClusterKit
import Jarvis

/// One selectable line, or card, of the cluster column.
enum ClusterRow: Hashable, Sendable {
    case quorum
    case node(NodeName)
    case guest(GuestID)
    case heading(ClusterHeading)
    case storage(Storage.ID)
    case task(UPID)
}

/// The headings below the nodes, which fold what they head.
enum ClusterHeading: String, Hashable, Sendable, CaseIterable {
    case storage = "STORAGE"
    case tasks = "TASKS"
}

/// What is folded away; empty shows everything.
struct Folding: Hashable, Sendable {
    var nodes: Set<NodeName> = []
    var headings: Set<ClusterHeading> = []
}

extension ClusterRow {
    /// The column from top to bottom: quorum, nodes with their guests, storages, recent tasks.
    static func rows(of snapshot: ClusterSnapshot, filter: Filter, folding: Folding) -> [ClusterRow] {
        var rows: [ClusterRow] = filter.isEmpty ? [.quorum] : []
        var guests: [NodeName: [ClusterRow]] = [:]
        for guest in snapshot.guests where filter.isEmpty || filter.accepts(guest) {
            guests[guest.node, default: []].append(.guest(guest.id))
        }
        for node in snapshot.nodes {
            let own = guests[node.name] ?? []
            guard !own.isEmpty || filter.accepts(node) else { continue }
            rows.append(.node(node.name))
            if !folding.nodes.contains(node.name) { rows += own }
        }
        let storages = snapshot.storageSights.filter { filter.accepts($0.storage) }
        rows += section(.storage, storages.map { .storage($0.id) }, folding)
        let tasks = snapshot.tasks.filter { filter.accepts($0) }.prefix(taskLimit)
        rows += section(.tasks, tasks.map { .task($0.upid) }, folding)
        return rows
    }

    /// The number of recent tasks in the column.
    private static let taskLimit = 12

    private static func section(
        _ heading: ClusterHeading, _ rows: [ClusterRow], _ folding: Folding
    ) -> [ClusterRow] {
        guard !rows.isEmpty else { return [] }
        return [.heading(heading)] + (folding.headings.contains(heading) ? [] : rows)
    }
}
