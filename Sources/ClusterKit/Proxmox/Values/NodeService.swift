/// A service of a node's own system, as Proxmox lists it.
package struct NodeService: Sendable, Hashable, Identifiable {
    /// What it is asked for by: `pveproxy`.
    package var name: String
    /// What it does, in Proxmox's or its packager's words.
    package var words: String?
    /// systemd's word for what it is doing: `running`, `dead`, `exited`, `failed`.
    package var state: String?
    /// `enabled`, `disabled`, `masked`, `not-found`.
    package var unitState: String?

    package var id: String { name }

    package init(name: String, words: String? = nil, state: String? = nil, unitState: String? = nil) {
        self.name = name
        self.words = words
        self.state = state
        self.unitState = unitState
    }

    package var isRunning: Bool { state == "running" }
    /// Proxmox knows its name, and the node has it not.
    package var isAbsent: Bool { unitState == "not-found" }
}
