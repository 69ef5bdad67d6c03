import Multiplexer
import Screen
import Text

extension PanelID {
    static let network = PanelID("network")
    static let disks = PanelID("disks")
}

/// What the guests move one way above the line, and the other way below it.
protocol FlowPanel: Instrument {
    typealias Flow = (name: String, rate: @Sendable (Traffic.Rates) -> Double?)
    var up: Flow { get }
    var down: Flow { get }
    /// The number of the theme's colour for the upper one; the lower one has the next.
    var color: Int { get }
}

extension FlowPanel {
    func height(in room: ColumnRoom) -> Int? { room.share(1, of: 5, atMost: 11) }

    func drawInside(_ rect: Rect, into frame: inout Frame, _ scene: Scene) {
        let samples = scene.state.cluster.traffic.samples
        MirroredGraph(
            up: .init(name: up.name, samples: samples.map(up.rate)),
            down: .init(name: down.name, samples: samples.map(down.rate)), color: color
        ).draw(into: &frame, rect, scene)
    }
}

/// What the guests send, and what they receive.
struct NetworkPanel: FlowPanel {
    static let id = PanelID.network
    let title = "NETWORK"
    let up: Flow = ("out", { $0.networkOut })
    let down: Flow = ("in", { $0.networkIn })
    let color = 0
}

/// What the guests write, and what they read.
struct DiskPanel: FlowPanel {
    static let id = PanelID.disks
    let title = "DISKS"
    let up: Flow = ("write", { $0.diskWritten })
    let down: Flow = ("read", { $0.diskRead })
    let color = 2
}

/// Two flows against each other: one grows upwards from the middle, the other downwards, on one scale.
struct MirroredGraph {
    struct Flow {
        let name: String
        /// Bytes a second, the newest last.
        let samples: [Double?]
    }

    let up: Flow
    let down: Flow
    /// The number of the theme's colour for the upper one; the lower one has the next.
    let color: Int

    func draw(into frame: inout Frame, _ rect: Rect, _ scene: Scene) {
        let (ink, glyphs) = (scene.ink, scene.glyphs)
        let peak = (up.samples + down.samples).compactMap(\.self).max()
        guard let peak else {
            let words = "counted since a moment ago"
            return frame.put(words, in: rect.row(rect.height / 2), style: ink.dim, alignment: .center)
        }
        let rows = rect.height >= 4 ? rect.inset(dx: 0, dy: 1) : rect
        let halves = rows.splitTop(rows.height / 2)
        for (flow, half, offset) in [(up, halves.top, 0), (down, halves.rest, 1)] {
            let style = ink.isAged ? ink.unknown : ink.chart(color + offset)
            frame.sparkline(
                flow.samples, ceiling: max(peak, 1), in: half, glyphs: glyphs, hangs: offset == 1
            ) { _ in style }
            guard rect.height >= 4 else { continue }
            let row = offset == 0 ? rect.row(0) : rect.row(rect.height - 1)
            let arrow = glyphs[offset == 0 ? .arrowUp : .arrowDown]
            let newest = flow.samples.last ?? nil
            frame.put(
                [Span("\(arrow) \(flow.name) ", ink.dim), Span(Format.rate(newest), style.bold)],
                at: row.origin, in: row)
            let most = flow.samples.compactMap(\.self).max()
            scene.right(&frame, "peak \(Format.rate(most))", in: row, row: 0, style: ink.faint)
        }
    }
}
