/// What became different about storages.
struct StorageDifference {
    /// The parts in use that are worth a word.
    static let thresholds = [Threshold.storage.critical, Threshold.storage.warning]
    /// How far below a threshold the use must fall before it counts as relieved.
    private static let slack = 0.02

    let changes: [ClusterChange]

    init(from old: [Storage], to new: [Storage]) {
        let before = Dictionary(old.map { ($0.id, $0) }) { first, _ in first }
        var told: Set<StorageName> = []
        changes = new.flatMap { storage -> [ClusterChange] in
            guard let known = before[storage.id] else { return [] }
            var found = Self.presence(from: known, to: storage)
            // Every node sees the same shared storage fill up; one of them says so.
            let isTold = storage.isShared == true && told.contains(storage.name)
            if !isTold, let change = Self.use(from: known, to: storage) {
                found.append(change)
                told.insert(storage.name)
            }
            return found
        }
    }

    private static func presence(from old: Storage, to new: Storage) -> [ClusterChange] {
        switch (old.state, new.state) {
        case (.available, .inactive): [.storageLost(new)]
        case (.inactive, .available): [.storageReturned(new)]
        default: []
        }
    }

    private static func use(from old: Storage, to new: Storage) -> ClusterChange? {
        guard let before = old.usedFraction, let after = new.usedFraction else { return nil }
        if let threshold = thresholds.first(where: { before < $0 && after >= $0 }) {
            return .storageFilled(new, threshold: threshold)
        }
        let relieved = thresholds.last { before >= $0 - slack && after < $0 - slack }
        return relieved.map { .storageRelieved(new, threshold: $0) }
    }
}
