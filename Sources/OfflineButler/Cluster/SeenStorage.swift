import ClusterKit
import JSON

/// A storage on one node, or a shared one once.
struct SeenStorage: Sendable, Hashable {
    let storage: Storage
    /// The nodes that lack a shared storage.
    let missing: [String]

    /// `nil` for a row that names no storage of a node.
    init?(_ row: JSONValue) {
        guard let storage = Storage(row: row) else { return nil }
        self.storage = storage
        missing = row.texts("lacking")
    }

    var name: String { storage.name.text }
    var node: String { storage.node.text }
    var state: StorageState { storage.state }
    var isAvailable: Bool { state == .available }
    var isShared: Bool { storage.isShared ?? false }
    /// Bytes.
    var used: Int? { storage.used }
    var total: Int? { storage.total }
    var holdsBackups: Bool { storage.content.contains("backup") }
    var share: Double? { storage.usedFraction }
    /// `local-lvm on pve`, `nas (shared)`.
    var title: String { isShared ? "\(name) (shared)" : "\(name) on \(node)" }
}
