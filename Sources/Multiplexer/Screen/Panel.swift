import Screen

/// A part of a column, with all that makes it one: a file of its own, and a line in its ``Application/panels``.
///
/// What it keeps for itself is a ``Kept``, and what it hears of comes as ``News``.
package protocol Panel: Sendable {
    static var id: PanelID { get }
    /// The heading of its keys in the help.
    var title: String { get }
    var column: Column { get }
    /// Whether the keys can go to it.
    var takesKeys: Bool { get }
    /// What it is asked to do by keys, by the palette or by the mouse.
    var commands: [Command] { get }
    /// What can be typed in it by name, where one can type.
    var words: [PanelWord] { get }
    /// Whether the help names its commands also while they make no sense, such as those on a guest.
    var explainsAll: Bool { get }
    /// Its rows, borders included; `nil` for what the others of the column leave, which one of them takes.
    func height(in room: ColumnRoom) -> Int?
    /// Gets a key or a paste while the keys go to it.
    func handle(_ input: Input, in state: inout AppState) -> [Effect]
    /// Gets what the mouse does within `rect`; `hadKeys` where the keys went to it before a press.
    func handle(_ mouse: Mouse, in rect: Rect, of state: inout AppState, hadKeys: Bool) -> [Effect]
    /// Whether keys typed now would answer a question that comes up over it, and nothing else.
    func isFree(in state: AppState) -> Bool
    /// The keys that the last line names while they go to it, those that count most first.
    func hints(in state: AppState) -> [KeyHint]
    /// The key that leads to the next panel, for one in which the columns' own keys are typed; `nil` for any other.
    func wayOn(in state: AppState) -> KeyHint?
    func draw(into frame: inout Frame, _ rect: Rect, _ scene: Scene)
    /// How soon it wants to be drawn again without any event; `nil` for not at all.
    func nextTick(in state: AppState, isShown: Bool) -> Duration?
}

extension Panel {
    package var id: PanelID { Self.id }
    package var takesKeys: Bool { true }
    package var commands: [Command] { [] }
    package var words: [PanelWord] { [] }
    package var explainsAll: Bool { false }

    package func height(in room: ColumnRoom) -> Int? { nil }

    package func handle(_ input: Input, in state: inout AppState) -> [Effect] {
        input.key.map { state.run($0, in: .panel(id)) } ?? []
    }

    package func handle(_ mouse: Mouse, in rect: Rect, of state: inout AppState, hadKeys: Bool) -> [Effect] {
        []
    }

    package func isFree(in state: AppState) -> Bool { true }

    package func hints(in state: AppState) -> [KeyHint] {
        state.catalog.hints(.panel(id), in: state) + state.catalog.hints(.everywhere, in: state)
    }

    package func wayOn(in state: AppState) -> KeyHint? { nil }

    package func nextTick(in state: AppState, isShown: Bool) -> Duration? { nil }
}

/// Something that is typed in a panel by its name, for the help and the documents.
package struct PanelWord: Sendable {
    /// How it is typed: `/export [FILE]`.
    package let usage: String
    package let help: String

    package init(usage: String, help: String) {
        self.usage = usage
        self.help = help
    }
}

/// What a panel is asked for its height with.
package struct ColumnRoom {
    /// The rows of the whole column.
    package let height: Int
    /// Those that the panels before it have left.
    package let left: Int
    /// Whether the keys go to it.
    package let hasKeys: Bool
}

/// The steady name of a panel.
package struct PanelID: Hashable, Sendable {
    package let name: String

    package init(_ name: String) {
        self.name = name
    }
}

extension PanelID: Codable {
    /// Reads a name; a number is a name too, see ``Catalog/known(_:)``.
    package init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if let number = try? value.decode(Int.self) {
            self.init("\(number)")
        } else {
            self.init(try value.decode(String.self))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        try value.encode(name)
    }
}

extension Mouse {
    /// How many lines the wheel goes back, towards what is older or above; `nil` for anything else.
    package var linesBack: Int? {
        switch action {
        case .scrollUp: 3
        case .scrollDown: -3
        default: nil
        }
    }
}
