/// A storage as one thing, as nodes that may disagree see it: a shared one once, any other as its node has it.
///
/// The one rule for every list, sum, sentence and warning: the figures are those of a node that is there and has the
/// storage, the nodes that lack it are named, and what a dead node once said comes last.
package struct StorageSight: Sendable, Hashable, Identifiable {
    /// The storage with the figures that count.
    package let storage: Storage
    /// Nodes that are not away and do not reach it, by name; of a storage that is one node's own only that one.
    package let lacking: [NodeName]
    /// How many nodes are known to have it in their configuration.
    package let nodeCount: Int

    package var id: Storage.ID { storage.id }

    /// Some nodes reach it and others do not.
    package var isDisputed: Bool { storage.state == .available && !lacking.isEmpty }
}

extension ClusterSnapshot {
    /// Every storage once, shared ones first, each kind by name and node.
    package var storageSights: [StorageSight] {
        let states = Dictionary(nodes.map { ($0.name, $0.state) }) { first, _ in first }
        var shared: [StorageName: [Storage]] = [:]
        for storage in storages where storage.isShared == true {
            shared[storage.name, default: []].append(storage)
        }
        return shared.sorted { $0.key < $1.key }.compactMap { StorageSight($0.value, states) }
            + storages.filter { $0.isShared != true }.compactMap { StorageSight([$0], states) }
    }

    /// Every storage of every node; of each shared one the view that counts first and that of dead nodes last.
    package var storagesBestFirst: [Storage] {
        let sights = storageSights
        let best = Set(sights.map(\.id))
        let states = Dictionary(nodes.map { ($0.name, $0.state) }) { first, _ in first }
        let rest = storages.filter { !best.contains($0.id) }
        return sights.map(\.storage) + rest.filter { states[$0.node] != .offline }
            + rest.filter { states[$0.node] == .offline }
    }
}

extension StorageSight {
    /// `nil` without any view.
    fileprivate init?(_ views: [Storage], _ states: [NodeName: NodeState]) {
        guard let best = views.min(by: { Self.rank($0, states) < Self.rank($1, states) }) else { return nil }
        storage = best
        lacking = views.filter { view in
            states[view.node] != .offline && view.state != .available && view.state != .disabled
        }.map(\.node)
        nodeCount = views.count { $0.state != .disabled }
    }

    /// How little a view is worth: of those on living nodes one that has the storage and tells its size comes first.
    private static func rank(_ view: Storage, _ states: [NodeName: NodeState]) -> Int {
        let isAway = states[view.node] == .offline ? 8 : 0
        let isWithout = view.state == .available ? 0 : view.state == .disabled ? 6 : 4
        return isAway + isWithout + (view.total == nil ? 1 : 0)
    }
}
