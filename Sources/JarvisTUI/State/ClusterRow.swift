import ClusterKit
import Jarvis
import Multiplexer

/// One selectable line, or card, of the cluster column.
enum ClusterRow: Hashable, Sendable {
    case quorum
    case node(NodeName)
    case guest(GuestID)
    /// What the guests below it have in common, where they do not stand below their nodes.
    case group(String)
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
    var groups: Set<String> = []
    var headings: Set<ClusterHeading> = []
}

extension ClusterRow {
    /// The column from top to bottom: quorum, nodes with their guests, storages, recent tasks.
    static func rows(
        of snapshot: ClusterSnapshot, filter: Filter, folding: Folding,
        arrangement: Arrangement = Arrangement()
    ) -> [ClusterRow] {
        var rows: [ClusterRow] = filter.isEmpty ? [.quorum] : []
        // Where they are: a loop over thousands of guests themselves would copy each.
        let record = filter.asks(about: .backup) ? snapshot.backups : nil
        let found = snapshot.guests.indices.filter { index in
            filter.isEmpty
                || record.map { filter.accepts(KeptGuest(guest: snapshot.guests[index], record: $0)) }
                    ?? filter.accepts(snapshot.guests[index])
        }
        if arrangement.grouping == .node {
            rows += machines(found, snapshot, filter, folding, arrangement)
        } else {
            rows += snapshot.nodes.filter { filter.accepts($0) }.map { .node($0.name) }
            for group in arrangement.groups(found, of: snapshot) {
                rows.append(.group(group.name))
                guard !folding.groups.contains(group.name) else { continue }
                rows += group.places.map { .guest(snapshot.guests[$0].id) }
            }
        }
        let storages = snapshot.storageSights.filter { filter.accepts($0.storage) }
        rows += section(.storage, storages.map { .storage($0.id) }, folding)
        let all = snapshot.tasks.filter { filter.accepts($0) }
        // Who looks for some wants all of them.
        let tasks = filter.isEmpty ? all.prefix(taskLimit) : all[...]
        rows += section(.tasks, tasks.map { .task($0.upid) }, folding)
        return rows
    }

    /// The nodes with their guests below them.
    private static func machines(
        _ found: [Int], _ snapshot: ClusterSnapshot, _ filter: Filter, _ folding: Folding,
        _ arrangement: Arrangement
    ) -> [ClusterRow] {
        var guests: [NodeName: [Int]] = [:]
        for place in found { guests[snapshot.guests[place].node, default: []].append(place) }
        return snapshot.nodes.flatMap { node -> [ClusterRow] in
            let own = guests[node.name] ?? []
            guard !own.isEmpty || filter.accepts(node) else { return [] }
            guard !folding.nodes.contains(node.name) else { return [.node(node.name)] }
            return [.node(node.name)]
                + arrangement.ordered(own, of: snapshot).map { .guest(snapshot.guests[$0].id) }
        }
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

extension ClusterRow {
    /// Nodes and guests have figures to compare, and guests can be acted on.
    var canBeMarked: Bool {
        switch self {
        case .node, .guest: true
        case .quorum, .group, .heading, .storage, .task: false
        }
    }
}

extension AppState {
    /// The guest the cluster column points at.
    var selectedGuest: Guest? {
        guard case .guest(let id)? = cluster.selection else { return nil }
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
        case .heading, .group, nil: nil
        }
    }

    /// The guests that an act is meant for: the marked ones, or else the selected one.
    var targets: [Guest] {
        let marked = cluster.marked.compactMap { row -> Guest? in
            if case .guest(let id) = row { cluster.snapshot.guest(id.vmid) } else { nil }
        }
        return marked.isEmpty ? [selectedGuest].compactMap(\.self) : marked
    }

    /// Opens the detail layer on the selected thing, or one on all that is marked, and asks for what it shows.
    mutating func openDetail() -> [Effect] {
        if let requests = CompareLayer.requests(in: self) {
            push(CompareLayer(requests: requests))
            return requests.map { .kit(.load($0)) }
        }
        guard let subject = detailSubject else {
            cluster.toggleFold()
            return []
        }
        let request = DetailRequest(cluster: cluster.name, subject: subject, timeframe: .hour)
        push(DetailLayer(request: request))
        return [.kit(.load(request))]
    }

    /// Whether the selected thing can be looked at closer.
    var hasDetail: Bool { detailSubject != nil }

    private var detailSubject: DetailRequest.Subject? {
        cluster.selection.flatMap(subject)
    }

    /// What a row shows a closer look of.
    func subject(of row: ClusterRow) -> DetailRequest.Subject? {
        switch row {
        case .quorum, .heading, .group: nil
        case .node(let name): .node(name)
        case .guest(let id): cluster.snapshot.guest(id.vmid).map { .guest($0.id, $0.node) }
        case .storage(let id): .storage(id)
        case .task(let upid): .task(upid)
        }
    }
}
