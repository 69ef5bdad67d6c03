import ClusterKit
import Glibc
import JSON
import Multiplexer
import Screen
import Text

extension PanelID {
    static let hud = PanelID("hud")
}

/// The heads-up display: a turning globe with a marker a node, the load around it, and the figures that count.
struct HudPanel: Panel {
    static let id = PanelID.hud
    let title = "HUD"
    let column = Column.jarvis
    let takesKeys = false

    /// The globe turns while somebody is there, and hardly when nobody is.
    func nextTick(in state: AppState, isShown: Bool) -> Duration? {
        guard isShown, state.mode == .jarvis else { return nil }
        return state.now.instant - state.lastKey.instant < .seconds(60) ? .milliseconds(200) : .seconds(2)
    }

    /// It gives way where the column is low.
    func height(in room: ColumnRoom) -> Int? { room.height >= 44 ? 15 : room.height >= 34 ? 11 : 0 }

    func draw(into frame: inout Frame, _ rect: Rect, _ scene: Scene) {
        let inner = scene.panel(&frame, rect, title, isFocused: false)
        let globeWidth = min(inner.width, inner.height * 2 + 2)
        let middle = Rect(
            x: inner.x + (inner.width - globeWidth) / 2, y: inner.y, width: globeWidth, height: inner.height)
        drawGlobe(into: &frame, middle, scene)
        let left = Rect(
            x: inner.x + 1, y: inner.y, width: max(0, middle.x - inner.x - 2), height: inner.height)
        let right = Rect(
            x: middle.endX + 1, y: inner.y, width: max(0, inner.endX - middle.endX - 2), height: inner.height)
        drawCounts(into: &frame, left, scene)
        drawLoads(into: &frame, right, scene)
        if scene.isVivid { scan(&frame, inner, scene) }
    }

    /// A faint line of light that runs down, a row a frame.
    private func scan(_ frame: inout Frame, _ rect: Rect, _ scene: Scene) {
        let row = rect.row(Int(saturating: scene.now.epoch * 5) % max(1, rect.height))
        let light = scene.ink.raised.background
        frame.restyle(row) { $0.on(light) }
    }

    private func drawGlobe(into frame: inout Frame, _ rect: Rect, _ scene: Scene) {
        var canvas = Canvas(rect.size)
        let (ink, nodes) = (scene.ink, scene.state.cluster.snapshot.nodes)
        // The globe makes a turn a minute; it stands still where nothing moves.
        let turn =
            scene.isVivid ? scene.now.epoch.truncatingRemainder(dividingBy: 60) / 60 * 2 * Double.pi : 0.6
        let globe = Globe(turn: turn)
        let centre = (x: Double(canvas.width) / 2, y: Double(canvas.height) / 2)
        let radius = Double(min(canvas.width, canvas.height)) / 2 - 5
        func place(_ dot: Globe.Dot) -> Point {
            Point(
                x: Int(saturating: (centre.x + dot.x * radius).rounded()),
                y: Int(saturating: (centre.y + dot.y * radius).rounded()))
        }
        let dots = globe.wireframe(density: Int(saturating: radius) * 3 / 2)
        for dot in dots where !dot.isFront && scene.glyphs.hasBraille {
            canvas.dot(place(dot), ink.hudBack, every: 3)
        }
        for dot in dots where dot.isFront { canvas.dot(place(dot), ink.hudFront, every: 1) }
        ring(&canvas, centre, radius + 4, scene.state.cluster.totals.load.cpu, ink)
        canvas.draw(on: &frame, at: rect.origin, glyphs: scene.glyphs, clip: rect)
        for (index, node) in nodes.prefix(24).enumerated() {
            let dot = globe.marker(index, of: min(24, nodes.count))
            guard dot.isFront else { continue }
            let at = place(dot)
            let (sign, style) = marker(node, scene)
            let label = "\(sign)\(nodes.count <= 8 ? node.name.text : "")"
            // A name that would leave the picture is moved in.
            let x = max(rect.x, min(rect.x + at.x / 2, rect.endX - label.columns))
            frame.put(label, at: Point(x: x, y: rect.y + at.y / 4), style: style, in: rect)
        }
    }

    private func marker(_ node: Node, _ scene: Scene) -> (String, Style) {
        switch node.state {
        case .online: (scene.glyphs[.critical], scene.ink.ok.bold)
        case .offline: (scene.glyphs[.failed], scene.ink.critical.bold)
        case .unknown: (scene.glyphs[.unknown], scene.ink.unknown.bold)
        }
    }

    /// The cluster's load as an arc that begins at the top and goes round with the sun.
    private func ring(
        _ canvas: inout Canvas, _ centre: (x: Double, y: Double), _ radius: Double, _ load: Double?,
        _ ink: Ink
    ) {
        let steps = Int(saturating: radius * 6)
        for step in 0..<steps {
            let share = Double(step) / Double(steps)
            let isLoaded = load.map { share < $0 } ?? false
            guard isLoaded || step % 4 == 0 else { continue }
            let angle = share * 2 * Double.pi
            let at = Point(
                x: Int(saturating: (centre.x + sin(angle) * radius).rounded()),
                y: Int(saturating: (centre.y - cos(angle) * radius).rounded()))
            canvas.dot(
                x: at.x, y: at.y,
                style: isLoaded ? ink.level(load, .processor) : ink.hudBack)
        }
    }

    private func drawCounts(into frame: inout Frame, _ rect: Rect, _ scene: Scene) {
        guard rect.width >= 12 else { return }
        let (ink, totals) = (scene.ink, scene.state.cluster.totals)
        let isKnown = totals.nodes > 0
        let areAllOnline = totals.onlineNodes == totals.nodes
        func figure(_ text: String, _ style: Style) -> (String, Style) {
            isKnown ? (text, style) : (Format.unknown, ink.unknown)
        }
        let nodes = figure("\(totals.onlineNodes)/\(totals.nodes)", areAllOnline ? ink.ok : ink.critical)
        let areHidden = scene.state.cluster.snapshot.access != .granted && totals.guests == 0
        let guests =
            areHidden
            ? (Format.unknown, ink.unknown) : figure("\(totals.runningGuests)/\(totals.guests)", ink.text)
        let tasks = figure("\(totals.runningTasks)", totals.runningTasks > 0 ? ink.accent : ink.dim)
        var lines: [(String, String, Style)] = [
            ("NODES", nodes.0, nodes.1), ("GUESTS", guests.0, guests.1), ("TASKS", tasks.0, tasks.1),
        ]
        if totals.unknownGuests > 0 { lines.append(("UNKNOWN", "\(totals.unknownGuests)", ink.unknown)) }
        lines.insert(quorum(scene.state.cluster.snapshot, ink, isWide: rect.width >= 20), at: 0)
        let top = rect.y + max(0, (rect.height - lines.count * 2) / 2)
        for (index, line) in lines.enumerated() {
            let y = top + index * 2
            guard y < rect.endY else { return }
            frame.put(line.0.padded(toColumns: 8), at: Point(x: rect.x, y: y), style: ink.dim, in: rect)
            let isLong = line.1.columns > rect.width - 8
            let place = isLong ? Point(x: rect.x, y: y + 1) : Point(x: rect.x + 8, y: y)
            frame.put(line.1, at: place, style: line.2.bold, in: rect)
        }
    }

    private func quorum(_ snapshot: ClusterSnapshot, _ ink: Ink, isWide: Bool) -> (String, String, Style) {
        switch snapshot.quorum {
        case .unknown: ("QUORUM", Format.unknown, ink.unknown)
        case .standalone: ("QUORUM", "single", ink.dim)
        case .cluster(let isQuorate, let votes, let expected):
            (
                "QUORUM",
                "\(votes)/\(expected)"
                    + (isWide ? snapshot.quorum.needed.map { ", needs \($0)" } ?? "" : ""),
                !isQuorate ? ink.critical : votes < expected ? ink.warning : ink.ok
            )
        }
    }

    private func drawLoads(into frame: inout Frame, _ rect: Rect, _ scene: Scene) {
        guard rect.width >= 12 else { return }
        let (ink, load) = (scene.ink, scene.state.cluster.totals.load)
        let lines: [(String, Double?, Threshold)] = [
            ("CPU", load.cpu, .processor), ("RAM", load.memory, .memory), ("DISK", load.storage, .storage),
        ]
        let top = rect.y + max(0, (rect.height - lines.count * 3) / 2)
        for (index, line) in lines.enumerated() {
            let y = top + index * 3
            guard y + 1 < rect.endY else { return }
            let style = ink.level(line.1, line.2)
            frame.put(line.0, at: Point(x: rect.x, y: y), style: ink.dim, in: rect)
            let row = Rect(x: rect.x, y: y, width: rect.width, height: 1)
            scene.right(&frame, Format.percent(line.1), in: row, row: 0, style: style.bold)
            let bar = Rect(x: rect.x, y: y + 1, width: rect.width, height: 1)
            frame.bar(line.1, in: bar, style: style, track: ink.track, glyphs: scene.glyphs, clip: rect)
        }
    }
}

extension Canvas {
    /// Sets a dot, or only every `every`th by its place, for a fainter line.
    fileprivate mutating func dot(_ point: Point, _ style: Style, every: Int) {
        guard (point.x + point.y) % every == 0 else { return }
        dot(x: point.x, y: point.y, style: style)
    }
}

/// A wireframe globe that turns: points on the unit disc, seen from slightly above.
///
/// Pure geometry; whoever draws maps the disc to dots. x grows to the right, y downward, both from -1 to 1.
struct Globe: Equatable {
    /// One dot of the wireframe or of a marker.
    struct Dot: Equatable {
        var x: Double
        var y: Double
        /// On the half that faces the viewer.
        var isFront: Bool
    }

    /// The turn about the axis, in radians.
    var turn: Double

    /// How far the north pole leans toward the viewer, in radians.
    private static let lean = 0.38

    /// The meridians and parallels, each every 30 degrees, `density` dots a quarter circle.
    func wireframe(density: Int) -> [Dot] {
        var dots: [Dot] = []
        let steps = density * 4
        for meridian in stride(from: 0, to: 180, by: 30) {
            for step in 0..<steps {
                let angle = 2 * Double.pi * Double(step) / Double(steps)
                // A great circle through both poles: latitude runs all the way round.
                dots.append(project(latitude: angle, longitude: Self.radians(meridian)))
            }
        }
        for parallel in stride(from: -60, through: 60, by: 30) {
            let circumference = max(4, Int(saturating: Double(steps) * cos(Self.radians(parallel))))
            for step in 0..<circumference {
                let longitude = 2 * Double.pi * Double(step) / Double(circumference)
                dots.append(project(latitude: Self.radians(parallel), longitude: longitude))
            }
        }
        return dots
    }

    /// Where the marker of the `index`th of `count` things stands: spread evenly, near the equator.
    func marker(_ index: Int, of count: Int) -> Dot {
        let longitude = 2 * Double.pi * Double(index) / Double(max(1, count))
        let latitude = 0.45 * sin(Double(index) * 2.4)
        return project(latitude: latitude, longitude: longitude)
    }

    private static func radians(_ degrees: Int) -> Double {
        Double(degrees) * Double.pi / 180
    }

    private func project(latitude: Double, longitude: Double) -> Dot {
        let x = cos(latitude) * sin(longitude + turn)
        let depth = cos(latitude) * cos(longitude + turn)
        let y = sin(latitude)
        let leanedDepth = depth * cos(Self.lean) + y * sin(Self.lean)
        let leanedY = y * cos(Self.lean) - depth * sin(Self.lean)
        return Dot(x: x, y: -leanedY, isFront: leanedDepth >= 0)
    }
}
