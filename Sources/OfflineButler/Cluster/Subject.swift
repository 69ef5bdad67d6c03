/// One thing of the cluster that has a name.
enum Subject: Sendable, Hashable {
    case node(SeenNode)
    case guest(SeenGuest)
    /// A storage by name, on whichever nodes.
    case storage(String)
    /// A tag that guests carry.
    case tag(String)

    /// What a subject can be.
    enum Kind: Sendable, Hashable, CaseIterable {
        case node
        case guest
        case storage
        case tag
    }

    var kind: Kind {
        switch self {
        case .node: .node
        case .guest: .guest
        case .storage: .storage
        case .tag: .tag
        }
    }

    /// `jellyfin (103) on pve`, `the node pve`.
    var title: String {
        switch self {
        case .node(let node): "the node \(node.name)"
        case .guest(let guest): guest.place
        case .storage(let name): "the storage \(name)"
        case .tag(let name): "the tag \(name)"
        }
    }

    /// What people call it; `nil` for a guest without a name.
    var name: String? {
        switch self {
        case .node(let node): node.name
        case .guest(let guest): guest.name
        case .storage(let name), .tag(let name): name
        }
    }

    /// The words for its kind.
    private var kinds: Set<Concept> {
        switch self {
        case .node: [.node]
        case .storage: [.storage]
        case .tag: [.tag]
        case .guest(let guest): [.guest, guest.isContainer ? .container : .virtualMachine]
        }
    }

    /// What is asked of its kind rather than of another.
    private var habits: Set<Concept> {
        switch self {
        case .node: [.version, .temperature]
        case .storage: [.full, .free, .size]
        case .guest: [.running, .stopped, .down, .uptime, .backup, .start, .stop, .restart]
        case .tag: []
        }
    }

    /// Those of the kind that was spoken of, if any is; else those of which such things are asked.
    static func narrowed(_ subjects: [Subject], by spoken: Utterance) -> [Subject] {
        let ofKind = subjects.filter { !$0.kinds.isDisjoint(with: spoken.concepts) }
        let left = ofKind.isEmpty ? subjects : ofKind
        let likely = left.filter { !$0.habits.isDisjoint(with: spoken.concepts) }
        return likely.isEmpty ? left : likely
    }
}
