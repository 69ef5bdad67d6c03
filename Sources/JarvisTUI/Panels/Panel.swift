import Screen

/// A part of a column, with all that makes it one: a file of its own, and a line in ``Panels/all``.
///
/// What it keeps for itself is its ``KeepingPanel/Kept``, and what it hears of comes as ``PanelNews``.
protocol Panel: Sendable {
    static var id: PanelID { get }
    /// The heading of its keys in the help.
    var title: String { get }
    var column: Column { get }
    /// Whether the keys can go to it.
    var takesKeys: Bool { get }
    /// What it is asked to do by keys, by the palette or by the mouse.
    var commands: [Command] { get }
    /// Its rows, borders included; `nil` for what the others of the column leave, which one of them takes.
    func height(in room: ColumnRoom) -> Int?
    /// Gets a key or a paste while the keys go to it.
    func handle(_ input: Input, in state: inout AppState) -> [Effect]
    /// Gets what the mouse does within `rect`; `hadKeys` where the keys went to it before a press.
    func handle(_ mouse: Mouse, in rect: Rect, of state: inout AppState, hadKeys: Bool) -> [Effect]
    /// Whether keys typed now would answer a question that comes up over it, and nothing else.
    func isFree(in state: AppState) -> Bool
    /// The keys that the last line names while they go to it, those that count most first.
    func hints(in state: AppState) -> [(key: String, name: String)]
    func draw(into frame: inout Frame, _ rect: Rect, _ scene: Scene)
}

extension Panel {
    var id: PanelID { Self.id }
    var takesKeys: Bool { true }
    var commands: [Command] { [] }

    func height(in room: ColumnRoom) -> Int? { nil }

    func handle(_ input: Input, in state: inout AppState) -> [Effect] {
        input.key.map { state.run($0.description, in: .panel(id)) } ?? []
    }

    func handle(_ mouse: Mouse, in rect: Rect, of state: inout AppState, hadKeys: Bool) -> [Effect] { [] }

    func isFree(in state: AppState) -> Bool { true }

    func hints(in state: AppState) -> [(key: String, name: String)] {
        Commands.hints(.panel(id), in: state) + Commands.hints(.everywhere, in: state)
    }
}

/// What a panel is asked for its height with.
struct ColumnRoom {
    /// The rows of the whole column.
    let height: Int
    /// Those that the panels before it have left.
    let left: Int
    /// Whether the keys go to it.
    let hasKeys: Bool
}

/// The steady name of a panel.
struct PanelID: Hashable, Sendable {
    let name: String

    init(_ name: String) {
        self.name = name
    }

    var panel: any Panel { Panels.byID[self] ?? Panels.all[0] }
    var column: Column { panel.column }

    /// The panel that the keys go to after it, and before it.
    var next: PanelID { moved(by: 1) }
    var previous: PanelID { moved(by: -1) }

    private func moved(by offset: Int) -> PanelID {
        let all = Panels.withKeys
        return all[((all.firstIndex(of: self) ?? 0) + offset + all.count) % all.count]
    }
}

extension PanelID: Codable {
    /// Reads a name; a number is that of a panel as earlier versions counted them, and an unknown one is the first.
    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        let known = Panels.withKeys
        if let number = try? value.decode(Int.self) {
            self = known.indices.contains(number) ? known[number] : known[0]
        } else {
            let name = try value.decode(String.self)
            self = known.first { $0.name == name } ?? known[0]
        }
    }

    func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        try value.encode(name)
    }
}

/// The panels there are, each column from its top down; a new one is a line here.
enum Panels {
    static let all: [any Panel] = [ClusterPanel(), HudPanel(), ChatPanel(), FeedPanel(), ShellPanel()]

    /// Those the keys can go to, in the order in which they do.
    static let withKeys = all.filter(\.takesKeys).map(\.id)

    fileprivate static let byID = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0) })
}

extension Mouse {
    /// How many lines the wheel goes back, towards what is older or above; `nil` for anything else.
    var linesBack: Int? {
        switch action {
        case .scrollUp: 3
        case .scrollDown: -3
        default: nil
        }
    }
}
