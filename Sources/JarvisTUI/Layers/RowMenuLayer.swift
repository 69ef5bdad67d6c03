import Multiplexer
import Screen
import Text

/// What can be done with the selected row of the cluster's column, where it was clicked.
///
/// Each is a command that has a key, and goes the same way.
struct RowMenuLayer: ChoosingLayer {
    private let commands: [Command]
    /// From the cluster and untrusted.
    private let title: String
    private let point: Point
    var chooser = Chooser(.plain)

    init(_ state: AppState, at point: Point) {
        let row = state.cluster.selection
        let fitting = state.catalog.commands.filter { command in
            command.scope == .panel(.cluster) && command.availability(state) == .enabled
        }
        // What only looks comes first, so that no click lands on anything else unseen.
        commands =
            ["cluster.detail", "cluster.fold", "cluster.explain", "cluster.copy", "cluster.copyid"]
            .compactMap { id in fitting.first { $0.id == id && Self.fits(id, row, in: state) } }
            + fitting.filter { $0.id.hasPrefix("guest.") }
        title = row.flatMap { RowText(row: $0, snapshot: state.cluster.believed).line } ?? ""
        self.point = point
    }

    private static func fits(_ id: String, _ row: ClusterRow?, in state: AppState) -> Bool {
        switch id {
        case "cluster.detail": state.hasDetail
        case "cluster.fold": row?.isHead == true
        case "cluster.explain": state.selectionPhrase != nil
        default: row != nil
        }
    }

    func hints(in state: AppState) -> [KeyHint] {
        state.catalog.hint([ListAction.choose], "Do it")
            + state.catalog.hint([ListAction.down, .up], "Select") + [KeyHint(.escape, "Close")]
    }

    mutating func handle(_ input: Input, in state: AppState) -> LayerOutcome {
        let opening = state.catalog.keys(of: "cluster.close")
        switch chooser.handle(input.key, count: commands.count, opening: opening, state.catalog) {
        case .chosen(let index): return chosen(index, in: state)
        case .left: return .close([])
        case .moved: return .stay([])
        case .none:
            let command = commands.first { command in input.key.map(command.keys.contains) ?? false }
            return command.map { .closeAndRun($0) } ?? .stay([])
        }
    }

    /// A click does it.
    mutating func handle(_ mouse: Mouse, in state: AppState) -> LayerOutcome {
        switch chooser.handle(mouse, in: list(in: state), count: commands.count) {
        case .chosen(let index): chosen(index, in: state)
        case .moved where mouse.action == .press(.left): chosen(chooser.selected, in: state)
        case .moved, .left, .none: .stay([])
        }
    }

    func count(in state: AppState) -> Int { commands.count }
    func chosen(_ index: Int, in state: AppState) -> LayerOutcome { .closeAndRun(commands[index]) }
    func box(in state: AppState) -> Rect? { box(state.size) }
    func list(in state: AppState) -> Rect { Dialog.room(in: box(state.size)) }

    /// Below and beside the point, as far as the screen has room there.
    private func box(_ screen: Size) -> Rect {
        let longest = commands.map(\.name.columns).max() ?? 0
        let width = min(screen.width, max(longest + 12, min(40, Untrusted(title).line.columns + 6)))
        let height = min(screen.height, commands.count + 2)
        return Rect(
            x: max(0, min(point.x, screen.width - width)), y: max(0, min(point.y, screen.height - height)),
            width: width, height: height)
    }

    func draw(into frame: inout Frame, _ scene: Scene) {
        let (ink, box) = (scene.ink, box(frame.size))
        let words = Untrusted(title).line
            .clipped(toColumns: max(0, box.width - 6), ellipsis: scene.glyphs.ellipsis)
        let inner = Dialog(scene: scene, title: words).draw(into: &frame, box)
        chooser.draw(into: &frame, inner, count: commands.count, scene) { frame, index, row, ground in
            let command = commands[index]
            frame.put(
                [
                    Span((command.keys.first?.label ?? "").padded(toColumns: 6), ink.accent.on(ground)),
                    Span(command.name, ink.raised.on(ground)),
                ], at: row.origin, in: row)
        }
    }
}
