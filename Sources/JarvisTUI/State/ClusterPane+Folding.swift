/// What heads others can be folded away.
extension ClusterPane {
    /// Folds or unfolds what the selected row heads; for a guest, what it stands below.
    mutating func toggleFold() {
        guard let head else { return }
        let isFolded = isFolded(head)
        set(head, isFolded: !isFolded)
        select(head)
    }

    /// Opens what is folded; returns whether there was anything to open.
    mutating func open() -> Bool {
        guard let selection, isFolded(selection) else { return false }
        set(selection, isFolded: false)
        return true
    }

    /// Folds what the selected row heads, or goes to the row that it stands below.
    mutating func close() {
        guard let selection, let head else { return }
        if selection == head, !isFolded(head) { set(head, isFolded: true) }
        select(head)
    }

    /// Folds all that can be folded, or where all of that is, unfolds it.
    mutating func toggleAll() {
        let heads = rows.filter { $0.isHead && !isTail($0) }
        let isAnyOpen = heads.contains { !isFolded($0) }
        for head in heads { change(head, isFolded: isAnyOpen) }
        rebuild()
        if let head, isAnyOpen { select(head) }
    }

    func isFolded(_ row: ClusterRow) -> Bool {
        switch row {
        case .node(let name): folding.nodes.contains(name)
        case .group(let name): folding.groups.contains(name)
        case .heading(let heading): folding.headings.contains(heading)
        case .quorum, .guest, .storage, .task: false
        }
    }

    /// Storages and tasks, which stand below the machines.
    private func isTail(_ row: ClusterRow) -> Bool {
        if case .heading = row { true } else { false }
    }

    /// What the selected row stands below, or itself where it heads others.
    private var head: ClusterRow? {
        guard let index = selection.flatMap({ rows.firstIndex(of: $0) }) else {
            return nil
        }
        return rows[...index].last(where: \.isHead)
    }

    private mutating func set(_ row: ClusterRow, isFolded: Bool) {
        change(row, isFolded: isFolded)
        rebuild()
    }

    private mutating func change(_ row: ClusterRow, isFolded: Bool) {
        func put<Value>(_ value: Value, in set: inout Set<Value>) {
            if isFolded { set.insert(value) } else { set.remove(value) }
        }
        switch row {
        case .node(let name): put(name, in: &folding.nodes)
        case .group(let name): put(name, in: &folding.groups)
        case .heading(let heading): put(heading, in: &folding.headings)
        case .quorum, .guest, .storage, .task: break
        }
    }
}
