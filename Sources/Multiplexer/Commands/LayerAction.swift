import Screen

/// What keys may be given to, whoever carries it out: the help, the documents and the file with the keys are views of it.
package protocol Bindable: Sendable {
    /// A steady name for bindings and documents, such as `guest.start`.
    var id: String { get }
    /// What it does, in a few words.
    var name: String { get }
    /// What runs it: a key, in copy mode perhaps several one after the other; the first is the one that is shown.
    var sequences: [[Key]] { get }
    /// One sentence.
    var help: String { get }
    var scope: CommandScope { get }
    /// Its keys are heard whatever has the keyboard.
    var isHeardAlways: Bool { get }
}

extension Bindable {
    package var isHeardAlways: Bool { false }

    /// All its keys in a line.
    package var writtenKeys: String {
        let separator = sequences.contains { $0.count > 1 } ? " or " : " "
        return sequences.map(\.label).joined(separator: separator)
    }
}

extension Command: Bindable {
    package var sequences: [[Key]] { keys.map { [$0] } }
}

/// A layer, or several that have the same keys, as commands name it.
package struct LayerID: Hashable, Sendable {
    /// What the ids of its commands begin with.
    package let name: String
    /// What the help calls it.
    package let title: String
    /// The panel whose keys work in it as well.
    package let below: PanelID?

    package init(_ name: String, title: String, below: PanelID? = nil) {
        self.name = name
        self.title = title
        self.below = below
    }
}

/// One thing that can be done in a layer; the layer itself does it.
package struct LayerCommand: Bindable {
    package let id: String
    package let name: String
    package private(set) var keys: [Key]
    package let help: String
    package let layer: LayerID

    package var scope: CommandScope { .layer(layer) }
    package var sequences: [[Key]] { keys.map { [$0] } }

    /// The same with other keys.
    package func bound(to keys: [Key]) -> LayerCommand {
        var command = self
        command.keys = keys
        return command
    }
}

/// The commands of a layer, as the layer tells them apart.
package protocol LayerAction: RawRepresentable<String>, CaseIterable, Sendable {
    static var layer: LayerID { get }
    /// With the keys they have by default, in the order of the help.
    static var commands: [LayerCommand] { get }
}

extension LayerAction {
    /// What it is called in the catalog.
    package var id: String { "\(Self.layer.name).\(rawValue)" }

    /// An entry of ``commands``.
    package func command(_ name: String, _ keys: [Key], _ help: String) -> LayerCommand {
        LayerCommand(id: id, name: name, keys: keys, help: help, layer: Self.layer)
    }
}

extension Catalog {
    /// What a key means in a layer.
    package func action<Action: LayerAction>(for key: Key?, as _: Action.Type = Action.self) -> Action? {
        guard let key, let id = id(for: key, in: .layer(Action.layer)) else { return nil }
        return Action.allCases.first { $0.id == id }
    }

    /// The key of each, under one name; none where they have none.
    package func hint<Action: LayerAction>(_ actions: [Action], _ name: String) -> [KeyHint] {
        let keys = actions.compactMap { self.keys(of: $0.id).first }
        return keys.isEmpty ? [] : [KeyHint(keys, name)]
    }

    /// What its key does, for a sentence: `Enter uses it`; `nil` where it has none.
    package func words(_ action: some LayerAction, _ does: String) -> String? {
        label(of: action.id).map { "\($0) \(does)" }
    }
}
