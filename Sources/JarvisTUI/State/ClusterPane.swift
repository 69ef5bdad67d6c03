import ClusterKit
import Jarvis

/// One cluster as the left column shows it.
struct ClusterPane: Equatable {
    /// The name in the configuration.
    let name: String
    /// The newest snapshot, with what is found in it.
    private(set) var diagnosis: Diagnosis
    /// What the snapshot comes to, counted once when it came.
    private(set) var totals: ClusterTotals
    /// The nodes that do not answer about their storages, which are therefore drawn as unknown.
    private(set) var silent: [NodeName] = []
    /// The snapshot with what these do not answer about as unknown: what rows are made of and drawn from.
    private(set) var believed: ClusterSnapshot
    private(set) var rows: [ClusterRow] = []
    private(set) var filter = Filter.none
    private(set) var folding = Folding()
    /// The selected row; kept by identity when the rows change.
    private(set) var selection = ClusterRow.quorum
    /// The first line of the column that is in the window.
    var scroll = 0
    /// The last figures of each node, newest last, for the sparklines.
    private(set) var histories: [NodeName: LoadHistory] = [:]
    private var pasts: Set<NodeName> = []
    /// When its first answer came.
    private var begin: ContinuousClock.Instant?

    /// For so long after the first answer the others come, and what they tell is no news.
    private static let opening = Duration.seconds(10)

    /// Above this number of nodes there are no sparklines to fill.
    private static let mostPasts = 8

    init(name: String) {
        self.name = name
        diagnosis = Diagnosis(of: ClusterSnapshot(name: name))
        believed = diagnosis.snapshot
        totals = ClusterTotals(diagnosis.snapshot, believed: believed)
        rebuild()
    }

    var snapshot: ClusterSnapshot { diagnosis.snapshot }

    /// Takes a snapshot in, as it can be believed at that moment.
    mutating func show(_ diagnosis: Diagnosis, at now: ContinuousClock.Instant) {
        let snapshot = diagnosis.snapshot
        let isNews = snapshot.freshness[.resources]?.lastGood != self.snapshot.freshness[.resources]?.lastGood
        let isSame = snapshot.hasEqualLists(to: self.snapshot)
        self.diagnosis = diagnosis
        if begin == nil, snapshot.freshness[.resources]?.lastGood != nil { begin = now }
        let isQuiet = !hear(at: now)
        if isNews {
            for node in snapshot.nodes { histories[node.name, default: LoadHistory()].append(node) }
        }
        if !isSame || !isQuiet { count() }
    }

    /// Whether all that was there when the watch began has been told.
    func isSettled(at now: ContinuousClock.Instant) -> Bool {
        begin.map { now - $0 > Self.opening } ?? false
    }

    /// Finds out who has fallen silent since the snapshot came.
    mutating func listen(at now: ContinuousClock.Instant) {
        if hear(at: now) { count() }
    }

    /// Takes what nobody answers about any more for unknown; returns whether others are silent than before.
    private mutating func hear(at now: ContinuousClock.Instant) -> Bool {
        let before = silent
        silent = snapshot.nodesSilentAboutStorage(at: now)
        believed = snapshot
        believed.doubtStorages(of: Set(silent))
        return silent != before
    }

    private mutating func count() {
        totals = ClusterTotals(snapshot, believed: believed)
        rebuild()
    }

    /// The nodes whose past is not asked for yet, each once; none when there are too many to show.
    mutating func nodesWithoutPast() -> [NodeName] {
        guard snapshot.nodes.count <= Self.mostPasts else { return [] }
        let new = snapshot.nodes.filter { $0.state == .online && !pasts.contains($0.name) }.map(\.name)
        pasts.formUnion(new)
        return new
    }

    /// Takes in what Proxmox remembers of a node's last hour.
    mutating func remember(_ series: RRDSeries, of node: NodeName) {
        histories[node, default: LoadHistory()].prepend(series)
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

    /// Selects a row wherever it is: what hides it, a filter or a fold, goes.
    ///
    /// A row that is not there at all changes nothing.
    mutating func reveal(_ row: ClusterRow) {
        guard !rows.contains(row) else { return select(row) }
        let before = (filter, folding)
        filter = .none
        switch row {
        case .guest(let id): snapshot.guest(id.vmid).map { _ = folding.nodes.remove($0.node) }
        case .storage: folding.headings.remove(.storage)
        case .task: folding.headings.remove(.tasks)
        case .quorum, .node, .heading: break
        }
        rebuild()
        if rows.contains(row) { return select(row) }
        (filter, folding) = before
        rebuild()
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
        rows = ClusterRow.rows(of: believed, filter: filter, folding: folding)
        if !rows.contains(selection) { select(at: min(before, max(0, rows.count - 1))) }
    }
}

/// The last hour of one node, a value a minute; `nil` where nothing was known.
struct LoadHistory: Equatable {
    private(set) var cpu: [Double?] = []
    private(set) var memory: [Double?] = []
    /// Polls since the newest value was begun.
    private var polls = 0

    private static let limit = 60
    /// At four seconds a poll.
    private static let pollsPerValue = 15

    /// Takes a poll in: it makes the newest value current, or begins the next.
    mutating func append(_ node: Node) {
        if polls > 0, polls < Self.pollsPerValue, !cpu.isEmpty {
            cpu[cpu.count - 1] = node.cpu
            memory[memory.count - 1] = node.memoryFraction
        } else {
            cpu = (cpu + [node.cpu]).suffix(Self.limit)
            memory = (memory + [node.memoryFraction]).suffix(Self.limit)
            polls = 0
        }
        polls += 1
    }

    /// Puts what Proxmox remembers before what was seen.
    mutating func prepend(_ series: RRDSeries) {
        let limits = series[.nodeMemoryTotal]
        let shares = zip(series[.nodeMemory], limits).map { used, total -> Double? in
            guard let used, let total, total > 0 else { return nil }
            return used / total
        }
        cpu = (series[.cpu] + cpu).suffix(Self.limit)
        memory = (shares + memory).suffix(Self.limit)
    }
}
