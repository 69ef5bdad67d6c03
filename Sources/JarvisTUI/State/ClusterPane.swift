import ClusterKit
import Jarvis

/// One cluster as the left column shows it.
struct ClusterPane: Equatable {
    /// The name in the configuration.
    let name: String
    private(set) var snapshot: ClusterSnapshot
    private(set) var rows: [ClusterRow] = []
    private(set) var filter = Filter.none
    private(set) var folding = Folding()
    /// The selected row; kept by identity when the rows change.
    private(set) var selection = ClusterRow.quorum
    /// The first line of the column that is in the window.
    var scroll = 0
    /// The last figures of each node, newest last, for the sparklines.
    private(set) var histories: [NodeName: LoadHistory] = [:]

    init(name: String) {
        self.name = name
        snapshot = ClusterSnapshot(name: name)
        rebuild()
    }

    mutating func show(_ snapshot: ClusterSnapshot) {
        let isNews = snapshot.freshness[.resources]?.lastGood != self.snapshot.freshness[.resources]?.lastGood
        self.snapshot = snapshot
        if isNews {
            for node in snapshot.nodes { histories[node.name, default: LoadHistory()].append(node) }
        }
        rebuild()
    }

    mutating func apply(_ filter: Filter) {
        self.filter = filter
        rebuild()
    }

    /// Moves the selection, stopping at both ends.
    mutating func select(by offset: Int) {
        let index = rows.firstIndex(of: selection) ?? 0
        select(at: index + offset)
    }

    mutating func select(at index: Int) {
        guard !rows.isEmpty else { return }
        selection = rows[min(max(0, index), rows.count - 1)]
    }

    mutating func select(_ row: ClusterRow) {
        if rows.contains(row) { selection = row }
    }

    /// Folds or unfolds what the selected row heads; for a guest, its node.
    mutating func toggleFold() {
        switch selection {
        case .node(let name): folding.nodes.formSymmetricDifference([name])
        case .guest(let id):
            guard let node = snapshot.guest(id.vmid)?.node else { return }
            folding.nodes.insert(node)
            selection = .node(node)
        case .heading(let heading): folding.headings.formSymmetricDifference([heading])
        case .quorum, .storage, .task: return
        }
        rebuild()
    }

    private mutating func rebuild() {
        let before = rows.firstIndex(of: selection) ?? 0
        rows = ClusterRow.rows(of: snapshot, filter: filter, folding: folding)
        if !rows.contains(selection) { select(at: min(before, max(0, rows.count - 1))) }
    }
}

/// The last minutes of one node, a value a poll; `nil` where nothing was known.
struct LoadHistory: Equatable {
    private(set) var cpu: [Double?] = []
    private(set) var memory: [Double?] = []

    /// About eight minutes at four seconds a poll.
    private static let limit = 120

    mutating func append(_ node: Node) {
        cpu.append(node.cpu)
        memory.append(node.memoryFraction)
        if cpu.count > Self.limit {
            cpu.removeFirst()
            memory.removeFirst()
        }
    }
}

extension Node {
    /// The part of memory in use; `nil` when either figure is unknown.
    var memoryFraction: Double? {
        guard let memory, let memoryLimit, memoryLimit > 0 else { return nil }
        return Double(memory) / Double(memoryLimit)
    }

    /// The part of the root file system in use.
    var diskFraction: Double? {
        guard let disk, let diskLimit, diskLimit > 0 else { return nil }
        return Double(disk) / Double(diskLimit)
    }
}

extension Guest {
    /// The part of memory in use.
    var memoryFraction: Double? {
        guard let memory, let memoryLimit, memoryLimit > 0 else { return nil }
        return Double(memory) / Double(memoryLimit)
    }
}
