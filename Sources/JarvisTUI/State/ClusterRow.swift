import ClusterKit
import Jarvis
import Multiplexer

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
        // Where they are: a loop over thousands of guests themselves would copy each.
        for index in snapshot.guests.indices where filter.isEmpty || filter.accepts(snapshot.guests[index]) {
            guests[snapshot.guests[index].node, default: []].append(.guest(snapshot.guests[index].id))
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

extension AppState {
    /// The guest the cluster column points at.
    var selectedGuest: Guest? {
        guard case .guest(let id) = cluster.selection else { return nil }
        return cluster.snapshot.guest(id.vmid)
    }

    /// The selected thing as a question calls it: `guest 103 (jellyfin)`.
    var selectionPhrase: String? {
        switch cluster.selection {
        case .quorum: "the quorum"
        case .node(let name): "node \(name)"
        case .guest(let id): "guest \(id.vmid)"
        case .storage(let id): "storage \(id.name) on \(id.node)"
        case .task(let upid): "the task \(upid.type) \(upid.subject) on \(upid.node)"
        case .heading: nil
        }
    }

    /// Opens the detail layer on the selected thing and asks for what it shows.
    mutating func openDetail() -> [Effect] {
        guard let subject = detailSubject else {
            cluster.toggleFold()
            return []
        }
        let request = DetailRequest(cluster: cluster.name, subject: subject, timeframe: .hour)
        push(DetailLayer(request: request))
        return [.kit(.load(request))]
    }

    private var detailSubject: DetailRequest.Subject? {
        switch cluster.selection {
        case .quorum, .heading: nil
        case .node(let name): .node(name)
        case .guest(let id): cluster.snapshot.guest(id.vmid).map { .guest($0.id, $0.node) }
        case .storage(let id): .storage(id)
        case .task(let upid): .task(upid)
        }
    }
}
