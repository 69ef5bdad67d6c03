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
