import ClusterKit
import JSON
import Jarvis

/// One cluster as the left column shows it.
struct ClusterPane: Equatable {
    /// The name in the configuration.
    var name: String
    /// The newest snapshot, with what is found in it.
    var diagnosis: Diagnosis
    /// What the snapshot comes to, counted once when it came.
    var totals: ClusterTotals
    /// The nodes that do not answer about their storages, which are therefore drawn as unknown.
    var silent: [NodeName] = []
    /// The snapshot with what these do not answer about as unknown, and a quorum that nobody told for long: what rows are
    /// made of and drawn from.
    var believed: ClusterSnapshot
    var rows: [ClusterRow] = []
    /// Where among the rows those are that head others.
    private(set) var heads: [Int] = []
    var filter = Filter.none
    var folding = Folding()
    /// How it was folded before something was looked for.
    private var unfiltered: Folding?
    private(set) var arrangement = Arrangement()
    /// The row that the operator chose, also while it is hidden or gone.
    private var picked = ClusterRow.quorum
    /// The selected row: the one he chose, or the first hit of a filter that hides that; `nil` where it is gone.
    var selection: ClusterRow? = .quorum
    /// What the operator marked, to compare it or to act on all of it.
    var marks: Set<ClusterRow> = []
    /// Where the selection was among the rows last.
    private var position = 0
    /// The row that was clicked last; it stands where it was clicked for as long as it is selected.
    var click: RowClick?
    /// The last figures of each node, newest last, for the sparklines.
    var histories: [NodeName: LoadHistory] = [:]
    /// What the guests moved lately.
    private(set) var traffic = Traffic()
    /// How fast storages fill, as far as that was asked.
    var trends: [Storage.ID: Trend] = [:]
    private var trendsAsked: [Storage.ID: ContinuousClock.Instant] = [:]
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

    var snapshot: ClusterSnapshot { _read { yield diagnosis.snapshot } }

    /// Where the selected row is among the rows.
    var selectedPlace: Int? { selection == nil ? nil : position }

    /// Whether its lists are older than they may be, or were never heard.
    func isOld(at now: ContinuousClock.Instant) -> Bool {
        snapshot.freshness[.resources]?.isStale(at: now) ?? true
    }

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
            traffic.count(snapshot.guests, at: now)
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
        believed.doubtQuorum(at: now)
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

    /// The storage that is the fullest, unless how fast it fills was asked within the hour.
    mutating func storageWithoutTrend(at now: ContinuousClock.Instant) -> Storage.ID? {
        guard let fullest = totals.fullest?.id,
            trendsAsked[fullest].map({ now - $0 > .seconds(3600) }) ?? true
        else { return nil }
        trendsAsked[fullest] = now
        return fullest
    }

    mutating func learn(_ trend: Trend, of storage: Storage.ID) {
        trends[storage] = trend
    }

    /// Takes in what Proxmox remembers of a node's last hour.
    mutating func remember(_ series: RRDSeries, of node: NodeName) {
        histories[node, default: LoadHistory()].prepend(series)
    }

    /// Narrows the list; what was folded is open for as long as something is looked for, as that may be in there.
    mutating func apply(_ filter: Filter) {
        if self.filter.isEmpty, !filter.isEmpty {
            unfiltered = folding
            folding = Folding()
        } else if filter.isEmpty, let before = unfiltered {
            folding = before
            unfiltered = nil
        }
        self.filter = filter
        rebuild()
    }

    mutating func arrange(_ arrangement: Arrangement) {
        self.arrangement = arrangement
        rebuild()
    }

    /// How it is looked at.
    var view: ClusterView { ClusterView(filter: filter.text, arrangement: arrangement, folding: folding) }

    /// Is looked at in another way; what was selected and is folded away leaves the selection to what stands there now.
    mutating func look(_ filter: Filter, _ arrangement: Arrangement, _ folding: Folding) {
        (self.filter, self.arrangement, self.folding) = (filter, arrangement, folding)
        unfiltered = nil
        rebuild()
        if selection == nil { select(at: position) }
    }

    /// Moves the selection, stopping at both ends.
    mutating func select(by offset: Int) {
        select(at: selection == nil ? position : position.saturatingAdding(offset))
    }

    mutating func select(at index: Int) {
        guard !rows.isEmpty else { return }
        position = min(max(0, index), rows.count - 1)
        picked = rows[position]
        selection = picked
    }

    mutating func select(_ row: ClusterRow) {
        if let index = rows.firstIndex(of: row) { select(at: index) }
    }

    /// Keeps what is selected, such as the first hit of a filter, as the operator's choice.
    mutating func pickSelection() {
        if let selection { picked = selection }
    }

    /// Marks the selected node or guest, or takes its mark away, and goes on to the next row.
    mutating func toggleMark() {
        guard let selection, selection.canBeMarked else { return }
        if marks.remove(selection) == nil { marks.insert(selection) }
        select(by: 1)
    }

    mutating func clearMarks() {
        marks = []
    }

    /// What is marked and still there, in the order of the list.
    var marked: [ClusterRow] {
        let guests = marks.compactMap { row -> GuestID? in
            guard case .guest(let id) = row, snapshot.guest(id.vmid)?.id == id else { return nil }
            return id
        }
        return snapshot.nodes.map { .node($0.name) }.filter(marks.contains)
            + guests.sorted { $0.vmid < $1.vmid }.map { .guest($0) }
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
        case .quorum, .node, .heading, .group: break
        }
        folding.groups = []
        rebuild()
        if rows.contains(row) { return select(row) }
        (filter, folding) = before
        rebuild()
    }

    /// The guest whose number is what the filter asks for.
    private var numbered: Int? {
        guard let vmid = VMID(filter.text) else { return nil }
        return rows.firstIndex { if case .guest(let id) = $0 { id.vmid == vmid } else { false } }
    }

    mutating func rebuild() {
        rows = ClusterRow.rows(
            of: believed, filter: filter, folding: folding, arrangement: arrangement)
        heads = rows.indices.filter { rows[$0].isHead }
        if let index = rows.firstIndex(of: picked) {
            (selection, position) = (picked, index)
        } else if !filter.isEmpty,
            let hit = numbered ?? rows.firstIndex(where: \.isGuest) ?? rows.indices.first
        {
            (selection, position) = (rows[hit], hit)
        } else {
            selection = nil
            position = min(position, max(0, rows.count - 1))
        }
    }
}
