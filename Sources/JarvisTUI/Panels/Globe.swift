import ClusterKit
import Glibc
import JSON
import Multiplexer
import Screen
import Text

/// The cluster as a globe with a marker for each node, and a ring of its load.
struct GlobeDrawing {
    let scene: Scene

    private var ink: Ink { scene.ink }

    func draw(into frame: inout Frame, _ rect: Rect) {
        guard rect.width >= 12, rect.height >= 6 else { return }
        var canvas = Canvas(rect.size)
        let nodes = scene.state.cluster.snapshot.nodes
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
        ring(&canvas, centre, radius + 4, scene.state.cluster.totals.load.cpu)
        canvas.draw(on: &frame, at: rect.origin, glyphs: scene.glyphs, clip: rect)
        for (index, node) in nodes.prefix(24).enumerated() {
            let dot = globe.marker(index, of: min(24, nodes.count))
            guard dot.isFront else { continue }
            let at = place(dot)
            let (sign, style) = marker(node)
            let label = "\(sign)\(nodes.count <= 8 ? Untrusted(node.name.text).line : "")"
            // A name that would leave the picture is moved in.
            let x = max(rect.x, min(rect.x + at.x / 2, rect.endX - label.columns))
            frame.put(label, at: Point(x: x, y: rect.y + at.y / 4), style: style, in: rect)
        }
    }

    private func marker(_ node: Node) -> (String, Style) {
        switch node.state {
        case .online: (scene.glyphs[.running], ink.ok.bold)
        case .offline: (scene.glyphs[.failed], ink.critical.bold)
        case .unknown: (scene.glyphs[.unknown], ink.unknown.bold)
        }
    }

    /// The cluster's load as an arc that begins at the top and goes round with the sun.
    private func ring(
        _ canvas: inout Canvas, _ centre: (x: Double, y: Double), _ radius: Double, _ load: Double?
    ) {
        let steps = Int(saturating: radius * 6)
        for step in 0..<steps {
            let share = Double(step) / Double(steps)
            let isLoaded = load.map { share < $0 } ?? false
            guard isLoaded || step % 4 == 0 else { continue }
            let angle = share * 2 * Double.pi
            canvas.dot(
                x: Int(saturating: (centre.x + sin(angle) * radius).rounded()),
                y: Int(saturating: (centre.y - cos(angle) * radius).rounded()),
                style: isLoaded ? ink.level(load, .processor) : ink.hudBack)
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
