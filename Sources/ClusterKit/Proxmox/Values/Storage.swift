import FoundationEssentials

/// Whether a node reaches a storage.
package enum StorageState: String, Sendable, Hashable {
    case available
    /// The node checked and the storage did not answer.
    case inactive
    case disabled
    /// Nothing was reported: the node is gone, or its status daemon hangs.
    case unknown
}

/// One storage seen from one node; a shared storage appears once a node.
package struct Storage: Sendable, Hashable, Identifiable {
    /// A storage and the node that looks at it.
    package struct ID: Sendable, Hashable, Comparable, CustomStringConvertible {
        package var node: NodeName
        package var name: StorageName

        package init(node: NodeName, name: StorageName) {
            self.node = node
            self.name = name
        }

        package var description: String { "\(node)/\(name)" }

        package static func < (left: ID, right: ID) -> Bool {
            (left.node, left.name) < (right.node, right.name)
        }
    }

    package var id: ID
    package var state: StorageState
    /// The plug-in, such as `dir`, `lvmthin`, `nfs` or `pbs`.
    package var type: String?
    /// What may lie there: some of `images`, `rootdir`, `backup`, `iso`, `vztmpl`, `snippets` and others.
    package var content: [String]
    package var isShared: Bool?
    /// Bytes.
    package var used: Int?
    /// Bytes; never 0.
    package var total: Int?

    package init(
        id: ID, state: StorageState, type: String? = nil, content: [String] = [], isShared: Bool? = nil,
        used: Int? = nil, total: Int? = nil
    ) {
        self.id = id
        self.state = state
        self.type = type
        self.content = content
        self.isShared = isShared
        self.used = used
        self.total = total
    }

    package var node: NodeName { id.node }
    package var name: StorageName { id.name }

    /// The part in use, 0 to 1; `nil` when either figure is unknown.
    package var usedFraction: Double? { share(used, of: total) }
}

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

/// A backup that lies on a storage.
package struct Backup: Sendable, Hashable, Identifiable {
    /// What verification on a Proxmox Backup Server found.
    package enum Verification: Sendable, Hashable {
        case ok
        case failed
        case other(String)
    }

    /// The volume: `local:backup/vzdump-qemu-101-2026_01_02-03_04_05.vma.zst`.
    package var id: String
    package var storage: Storage.ID
    package var vmid: VMID?
    package var kind: GuestKind?
    package var created: Date?
    /// Bytes; `nil` when the storage does not tell.
    package var size: Int?
    package var notes: String?
    package var isProtected: Bool?
    package var isEncrypted: Bool?
    package var verification: Verification?

    package init(
        id: String, storage: Storage.ID, vmid: VMID? = nil, kind: GuestKind? = nil, created: Date? = nil,
        size: Int? = nil, notes: String? = nil, isProtected: Bool? = nil, isEncrypted: Bool? = nil,
        verification: Verification? = nil
    ) {
        self.id = id
        self.storage = storage
        self.vmid = vmid
        self.kind = kind
        self.created = created
        self.size = size
        self.notes = notes
        self.isProtected = isProtected
        self.isEncrypted = isEncrypted
        self.verification = verification
    }
}
