import Multiplexer
import Screen

/// The panels of the fourth column, which are only looked at; a new one is a file here and a line in `all`.
enum Instruments {
    static let all: [any Panel] = [
        NetworkPanel(), DiskPanel(), ProcessorPanel(), RunningTasksPanel(), BackupCalendarPanel(),
    ]
}

/// A panel that shows figures of the cluster and takes no keys.
protocol Instrument: Panel {
    func drawInside(_ rect: Rect, into frame: inout Frame, _ scene: Scene)
    /// What stands at the right of the title.
    func note(_ scene: Scene) -> [Span]
}

extension Instrument {
    var column: Column { .instruments }
    var takesKeys: Bool { false }

    func note(_ scene: Scene) -> [Span] { [] }

    func draw(into frame: inout Frame, _ rect: Rect, _ scene: Scene) {
        var scene = scene
        scene.ink.isAged = scene.state.cluster.isOld(at: scene.now.instant)
        let inner = scene.panel(&frame, rect, title, isFocused: false, note: note(scene))
        guard !inner.isEmpty else { return }
        drawInside(inner, into: &frame, scene)
    }
}

extension ColumnRoom {
    /// A part of the column; nothing where a border would leave less than two rows of it.
    func share(_ part: Int, of whole: Int, atMost limit: Int) -> Int {
        let rows = min(limit, height * part / whole)
        return rows < 4 ? 0 : rows
    }
}
