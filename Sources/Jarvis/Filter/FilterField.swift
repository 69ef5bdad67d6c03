import ClusterKit

/// What a term such as `status:running` can ask about.
package enum FilterField: String, Sendable, CaseIterable {
    case name
    case node
    case status
    case type
    case tag
    case pool
    case id
    case ip
    case lock
    case backup

    /// What the field means, for the help screen.
    package var help: String {
        switch self {
        case .name: "the name"
        case .node: "the node it runs on"
        case .status: "running, stopped, paused, online, offline, unknown, …"
        case .type: "qemu (or vm), lxc (or ct), node, storage, task"
        case .tag: "one of the tags, whole"
        case .pool: "the resource pool"
        case .id: "the VMID"
        case .ip: "the beginning of the address, or a network as 10.0.0.0/24"
        case .lock: "backup, migrate, snapshot, …"
        case .backup: "none or some, as far as the account sees them"
        }
    }
}

/// A thing on the screen that a filter can be held against.
package protocol Filterable {
    /// The texts of one field, none when the thing has no such field or it is unknown.
    func texts(of field: FilterField) -> [String]
}

extension Guest: Filterable {
    package func texts(of field: FilterField) -> [String] {
        switch field {
        case .name: name.map { [$0] } ?? []
        case .node: [node.text]
        case .status: [status.description]
        case .type: kind == .qemu ? ["qemu", "vm"] : ["lxc", "ct"]
        case .tag: tags
        case .pool: pool.map { [$0.text] } ?? []
        case .id: [vmid.description]
        case .ip: address.map { ["\($0)"] } ?? []
        case .lock: lock.map { [$0] } ?? []
        // Storages know that, see `KeptGuest`.
        case .backup: []
        }
    }
}

extension Node: Filterable {
    package func texts(of field: FilterField) -> [String] {
        switch field {
        case .name, .node: [name.text]
        case .status: [state.rawValue]
        case .type: ["node"]
        case .ip: address.map { [$0] } ?? []
        case .tag, .pool, .id, .lock, .backup: []
        }
    }
}

extension Storage: Filterable {
    package func texts(of field: FilterField) -> [String] {
        switch field {
        case .name: [name.text]
        case .node: [node.text]
        case .status: [String(describing: state)]
        case .type: ["storage"] + (type.map { [$0] } ?? [])
        case .tag, .pool, .id, .ip, .lock, .backup: []
        }
    }
}

extension ClusterTask: Filterable {
    package func texts(of field: FilterField) -> [String] {
        switch field {
        // A failure is found by its reason, too.
        case .name: [upid.type] + [state.isFailure ? state.exitStatus : nil].compactMap(\.self)
        case .node: [upid.node.text]
        case .status: [state.isRunning ? "running" : state.isSuccess ? "ok" : "failed"]
        case .type: ["task"]
        case .id: upid.subject.isEmpty ? [] : [upid.subject]
        case .tag, .pool, .ip, .lock, .backup: []
        }
    }
}
