import Multiplexer
import Screen
import Text

/// How the guests of the cluster's column are arranged: a key each.
struct OrderLayer: Layer {
    /// The rows, with an empty one between the orders and the ways to group.
    private static let rows: [OrderAction?] = OrderAction.orders + [nil] + OrderAction.groupings

    mutating func handle(_ input: Input, in state: AppState) -> LayerOutcome {
        let catalog = state.catalog
        guard let key = input.key else { return .stay([]) }
        if let action: OrderAction = catalog.action(for: key) { return Self.arrange(action) }
        switch catalog.action(for: key, as: ListAction.self) {
        case .close, .choose: return .close([])
        case .up, .down, .pageup, .pagedown, .first, .last, nil:
            return catalog.keys(of: "cluster.order").contains(key) ? .close([]) : .stay([])
        }
    }

    private static func arrange(_ action: OrderAction) -> LayerOutcome {
        .closeAndChange { state in
            state.cluster.arrange(action.applied(to: state.cluster.arrangement))
            return []
        }
    }

    /// A click on a row chooses it.
    mutating func handle(_ mouse: Mouse, in state: AppState) -> LayerOutcome {
        let room = Dialog.room(in: Self.box(state))
        guard mouse.action == .press(.left), room.contains(mouse.position) else { return .stay([]) }
        let index = mouse.position.y - room.y
        guard Self.rows.indices.contains(index), let action = Self.rows[index] else { return .stay([]) }
        return Self.arrange(action)
    }

    func box(in state: AppState) -> Rect? { Self.box(state) }

    private static func box(_ state: AppState) -> Rect {
        Dialog.box(of: state.size, width: 44, height: rows.count)
    }

    func draw(into frame: inout Frame, _ scene: Scene) {
        let now = scene.state.cluster.arrangement
        let inner = Dialog(scene: scene, title: "ARRANGE THE GUESTS").draw(
            into: &frame, Self.box(scene.state))
        let ground = scene.ink.raised
        let labels = Self.rows.map { $0.flatMap { scene.state.catalog.label(of: $0.id) } ?? "" }
        let width = labels.map(\.columns).max() ?? 0
        for (index, action) in Self.rows.enumerated() where index < inner.height {
            guard let action else { continue }
            let isChosen = action.applied(to: now) == now
            let sign = isChosen ? scene.glyphs[.done] : " "
            let label = labels[index].padded(toColumns: width)
            frame.put(
                [
                    Span("\(sign) ", scene.ink.ok.on(ground.background)),
                    Span(label, scene.ink.accent.bold.on(ground.background)),
                    Span("  \(action.words)", isChosen ? ground.bold : ground),
                ], at: inner.row(index).origin, in: inner)
        }
    }
}
