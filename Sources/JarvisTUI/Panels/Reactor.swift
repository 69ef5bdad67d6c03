import ClusterKit
import Glibc
import JSON
import Multiplexer
import Screen
import Text

/// The cluster as a ring: an arc for each node, as long as its share of the memory and filled as far as that is in use; within
/// it an arc for each storage, and in the middle the one word that counts.
struct Reactor {
    let scene: Scene
    let health: Health
    /// How far the dots have come together, from 0 to 1.
    var gathered = 1.0

    private var ink: Ink { scene.ink }

    /// A part of a ring, from the top with the sun, in turns from 0 to 1.
    struct Arc: Equatable {
        var start: Double
        var length: Double
        /// The filled share; `nil` where it is not known.
        var fill: Double?
        var state: State

        enum State: Equatable {
            case good
            case gone
            case unknown
        }

        var middle: Double { start + length / 2 }
    }

    /// The arcs of things that weigh so much each, with gaps between them; none weighs nothing.
    static func arcs(_ things: [(weight: Double?, fill: Double?, state: Arc.State)]) -> [Arc] {
        guard !things.isEmpty else { return [] }
        let known = things.compactMap(\.weight).filter { $0 > 0 && $0.isFinite }
        let mean = known.isEmpty ? 1 : known.reduce(0, +) / Double(known.count)
        // Whatever is there is seen: a small node has a tenth of an average one at least.
        let weights = things.map { thing in
            max(thing.weight.flatMap { $0 > 0 && $0.isFinite ? $0 : nil } ?? mean, mean / 10)
        }
        let total = weights.reduce(0, +)
        let gap = things.count == 1 ? 0 : min(0.025, 0.3 / Double(things.count))
        var start = gap / 2
        return zip(things, weights).map { thing, weight in
            let length = (1 - gap * Double(things.count)) * weight / total
            defer { start += length + gap }
            return Arc(start: start, length: length, fill: thing.fill, state: thing.state)
        }
    }

    func draw(into frame: inout Frame, _ rect: Rect) {
        guard rect.width >= 12, rect.height >= 6 else { return }
        var canvas = Canvas(rect.size)
        let pane = scene.state.cluster
        let nodes = pane.snapshot.nodes
        let outer = Self.arcs(
            nodes.map { node in
                (
                    node.memoryLimit.map(Double.init), node.memoryFraction,
                    node.state == .online ? .good : node.state == .offline ? .gone : .unknown
                )
            })
        let storages = pane.totals.sights.map(\.storage).filter { $0.state != .disabled }
        let inner = Self.arcs(
            storages.map { storage in
                let state: Arc.State =
                    storage.state == .available ? .good : storage.state == .inactive ? .gone : .unknown
                return (1, storage.usedFraction, state)
            })
        let radius = Double(min(canvas.width, canvas.height)) / 2 - 1
        let thickness = rect.height >= 12 ? 3 : 2
        for (arc, node) in zip(outer, nodes) {
            draw(arc, on: &canvas, radius: radius, thickness: thickness, style: style(of: node))
        }
        for (arc, storage) in zip(inner, storages) {
            let level = ink.level(storage.usedFraction, .storage)
            draw(arc, on: &canvas, radius: radius * Self.innerShare, thickness: 1, style: level)
        }
        if scene.isVivid { move(on: &canvas, outer, radius) }
        canvas.draw(on: &frame, at: rect.origin, glyphs: scene.glyphs, clip: rect)
        guard gathered >= 1 else { return }
        mark(outer, radius - Double(thickness) / 2, into: &frame, rect)
        mark(inner, radius * Self.innerShare, into: &frame, rect)
        let word = health.word
        let at = Point(x: rect.x + (rect.width - word.columns) / 2, y: rect.y + rect.height / 2)
        frame.put(
            word, at: at,
            style: ink.severity(health.severity, on: health.severity == .info ? ink.ok : ink.text).bold,
            in: rect)
    }

    private static let innerShare = 0.7

    private func style(of node: Node) -> Style {
        let (memory, processor) = (node.memoryFraction, node.cpu)
        guard memory != nil || processor != nil else { return ink.unknown }
        let worst = [ink.level(memory, .memory), ink.level(processor ?? 0, .processor)]
        return [ink.critical, ink.warning, ink.unknown].first(where: worst.contains) ?? ink.ok
    }

    /// The dots of an arc, its filled part bright and the rest of it a faint line.
    private func draw(_ arc: Arc, on canvas: inout Canvas, radius: Double, thickness: Int, style: Style) {
        let steps = max(2, Int(saturating: arc.length * 2 * .pi * radius * 1.5))
        for step in 0...steps {
            let share = Double(step) / Double(steps)
            let place = arc.start + arc.length * share
            let isFilled = arc.state == .good && (arc.fill.map { share <= $0 } ?? false)
            switch arc.state {
            case .good where isFilled:
                for depth in 0..<thickness {
                    dot(place, radius - Double(depth), on: &canvas, style)
                }
            case .good: dot(place, radius - Double(thickness / 2), on: &canvas, ink.hudBack)
            case .gone:
                if step % 5 == 0 { dot(place, radius - Double(thickness / 2), on: &canvas, ink.critical) }
            case .unknown:
                if step % 3 == 0 { dot(place, radius - Double(thickness / 2), on: &canvas, ink.unknown) }
            }
        }
    }

    private func dot(_ place: Double, _ radius: Double, on canvas: inout Canvas, _ style: Style) {
        // While they gather each comes from outside, by its place sooner or later.
        let scatter = 1 - gathered
        let random = scatter > 0 ? (place * 7919 + radius * 131).truncatingRemainder(dividingBy: 1) : 0
        guard random <= gathered || scatter == 0 else { return }
        let angle = (place - scatter * 0.2) * 2 * .pi
        let radius = radius * (1 + scatter * (0.3 + random))
        canvas.dot(
            x: Int(saturating: (Double(canvas.width - 1) / 2 + sin(angle) * radius).rounded()),
            y: Int(saturating: (Double(canvas.height - 1) / 2 - cos(angle) * radius).rounded()), style: style)
    }

    /// A sign on what is gone or not known.
    private func mark(_ arcs: [Arc], _ radius: Double, into frame: inout Frame, _ rect: Rect) {
        for arc in arcs where arc.state != .good {
            let angle = arc.middle * 2 * .pi
            let x = Double(rect.width) / 2 + sin(angle) * radius / 2
            let y = Double(rect.height) / 2 - cos(angle) * radius / 4
            let isGone = arc.state == .gone
            frame.put(
                scene.glyphs[isGone ? .failed : .unknown],
                at: Point(
                    x: rect.x + Int(saturating: x.rounded(.down)),
                    y: rect.y + Int(saturating: y.rounded(.down))),
                style: (isGone ? ink.critical : ink.unknown).bold, in: rect)
        }
    }

    /// What moves: a spark that goes round between the rings as long as answers come, and one to and fro at each node that
    /// a task works on.
    private func move(on canvas: inout Canvas, _ arcs: [Arc], _ radius: Double) {
        guard !health.isOld, health.severity != nil else { return }
        let between = radius * (1 + Self.innerShare) / 2 - 1
        let turn = scene.now.epoch.truncatingRemainder(dividingBy: 12) / 12
        for tail in 0..<5 {
            dot(turn - Double(tail) * 0.012, between, on: &canvas, tail < 2 ? ink.accent : ink.hudBack)
        }
        let pane = scene.state.cluster
        let phase = scene.now.epoch.truncatingRemainder(dividingBy: 1.6) / 0.8
        let way = phase < 1 ? phase : 2 - phase
        for task in pane.snapshot.tasks.prefix(64) where task.state.isRunning {
            guard let index = pane.snapshot.nodes.firstIndex(where: { $0.name == task.upid.node }),
                arcs.indices.contains(index)
            else { continue }
            let depth = radius - 3 - way * (radius * (1 - Self.innerShare) - 4)
            dot(arcs[index].middle, depth, on: &canvas, ink.accent)
            dot(arcs[index].middle, depth - 1, on: &canvas, ink.accent)
        }
    }
}
