import Multiplexer
import Screen

/// How the guests of the cluster's column are arranged: a letter each.
struct OrderLayer: Layer {
    private static let orders: [(key: Key, order: Arrangement.Order, words: String)] = [
        ("i", .number, "by number"), ("n", .name, "by name"),
        ("c", .processor, "by processor, the busiest first"),
        ("m", .memory, "by memory, the largest first"), ("d", .disk, "by disk, the largest first"),
        ("u", .uptime, "by uptime, the longest first"), ("t", .tag, "by tag"),
        ("b", .backup, "by last backup, who has none first"),
    ]
    private static let groupings: [(key: Key, grouping: Arrangement.Grouping, words: String)] = [
        ("N", .node, "below their nodes"), ("P", .pool, "per pool"), ("T", .tag, "per tag"),
        ("S", .state, "per state"), ("A", .none, "all in one list"),
    ]

    func hints(in state: AppState) -> [KeyHint] { [KeyHint(.escape, "Close")] }

    mutating func handle(_ input: Input, in state: AppState) -> LayerOutcome {
        guard let key = input.key else { return .stay([]) }
        var arrangement = state.cluster.arrangement
        if let found = Self.orders.first(where: { $0.key == key }) {
            arrangement.order = found.order
        } else if let found = Self.groupings.first(where: { $0.key == key }) {
            arrangement.grouping = found.grouping
        } else {
            let leaving = [.escape, "q", .enter] + state.catalog.keys(of: "cluster.order")
            return leaving.contains(key) ? .close([]) : .stay([])
        }
        return .closeAndChange { [arrangement] state in
            state.cluster.arrange(arrangement)
            return []
        }
    }

    /// A click on a row is the letter that it names.
    mutating func handle(_ mouse: Mouse, in state: AppState) -> LayerOutcome {
        let room = Dialog.room(in: Self.box(state))
        guard mouse.action == .press(.left), room.contains(mouse.position) else { return .stay([]) }
        let keys: [Key?] = Self.orders.map(\.key) + [nil] + Self.groupings.map(\.key)
        let index = mouse.position.y - room.y
        guard keys.indices.contains(index), let key = keys[index] else { return .stay([]) }
        return handle(Input(.key(key), raw: []), in: state)
    }

    func box(in state: AppState) -> Rect? { Self.box(state) }

    private static func box(_ state: AppState) -> Rect {
        Dialog.box(of: state.size, width: 44, height: orders.count + 1 + groupings.count)
    }

    func draw(into frame: inout Frame, _ scene: Scene) {
        let now = scene.state.cluster.arrangement
        let rows: [(key: Key, words: String, isChosen: Bool)?] =
            Self.orders.map { ($0.key, $0.words, $0.order == now.order) } + [nil]
            + Self.groupings.map { ($0.key, $0.words, $0.grouping == now.grouping) }
        let inner = Dialog(scene: scene, title: "ARRANGE THE GUESTS").draw(
            into: &frame, Self.box(scene.state))
        let ground = scene.ink.raised
        for (index, row) in rows.enumerated() where index < inner.height {
            guard let row else { continue }
            let sign = row.isChosen ? scene.glyphs[.done] : " "
            frame.put(
                [
                    Span("\(sign) ", scene.ink.ok.on(ground.background)),
                    Span(row.key.label, scene.ink.accent.bold.on(ground.background)),
                    Span("  \(row.words)", row.isChosen ? ground.bold : ground),
                ], at: inner.row(index).origin, in: inner)
        }
    }
}
