import ClusterKit
import FoundationEssentials
import Multiplexer
import Screen
import Text

/// Several nodes or guests side by side: the same graphs on the same scale over the same time.
struct CompareLayer: Layer {
    /// One of those compared.
    private struct Side {
        var request: DetailRequest
        var series: RRDSeries?
        var failure: String?
    }

    private var sides: [Side]

    /// So many fit beside each other.
    static let most = 4

    init(requests: [DetailRequest]) {
        sides = requests.map { Side(request: $0) }
    }

    /// Of what is marked, where that is at least two.
    static func requests(in state: AppState) -> [DetailRequest]? {
        let subjects = state.cluster.marked.prefix(most).compactMap { state.subject(of: $0) }
        guard subjects.count > 1 else { return nil }
        return subjects.map { DetailRequest(cluster: state.cluster.name, subject: $0, timeframe: .day) }
    }

    mutating func receive(_ outcome: DetailOutcome, for request: DetailRequest) {
        for index in sides.indices where sides[index].request == request {
            switch outcome {
            case .series(let series): sides[index].series = series
            case .failed(let words): sides[index].failure = words
            case .facts, .log: break
            }
        }
    }

    func hints(in state: AppState) -> [KeyHint] {
        state.catalog.hint([DetailAction.shorter, .longer], "Time span") + [KeyHint(.escape, "Close")]
    }

    mutating func handle(_ input: Input, in state: AppState) -> LayerOutcome {
        guard let key = input.key else { return .stay([]) }
        if let span = state.catalog.action(for: key, as: DetailAction.self) { return change(by: span.step) }
        switch state.catalog.action(for: key, as: ListAction.self) {
        case .close, .choose: return .close([])
        case .up, .down, .pageup, .pagedown, .first, .last, nil: break
        }
        let isRefresh = state.catalog.keys(of: "cluster.refresh").contains(key)
        return .stay(isRefresh ? sides.map { .kit(.load($0.request)) } : [])
    }

    /// The graphs of a shorter or longer time, of all alike.
    private mutating func change(by step: Int) -> LayerOutcome {
        guard let next = timeframe.next(step) else { return .stay([]) }
        for side in sides.indices {
            sides[side].request.timeframe = next
            (sides[side].series, sides[side].failure) = (nil, nil)
        }
        return .stay(sides.map { .kit(.load($0.request)) })
    }

    private var timeframe: RRDTimeframe { sides[0].request.timeframe }
}

extension CompareLayer {
    func draw(into frame: inout Frame, _ scene: Scene) {
        let rect = scene.layout.closerLook
        frame.fill(rect, style: scene.ink.text.on(scene.ink.background))
        let arrows = "\(scene.glyphs[.arrowLeft])\(scene.glyphs[.arrowRight])"
        let note = [Span("\(timeframe.rawValue) \(arrows)", scene.ink.accent)]
        let inner = scene.panel(
            &frame, rect, "\(sides.count) COMPARED", isFocused: true, note: note)
        let graphs = sides.map { side in
            side.series.map {
                Graph.all(for: side.request.subject, in: $0, now: scene.state.cluster.snapshot)
            } ?? []
        }
        // Beside each other where each has room for a graph, else below each other.
        let areBeside = inner.width / sides.count >= 30
        let weights = Array(repeating: 1, count: sides.count)
        let places = areBeside ? inner.columns(weights, gap: 2) : inner.rows(weights)
        for (index, place) in places.enumerated() {
            let head = place.splitTop(1)
            frame.put(
                sides[index].request.title(in: scene), in: head.top, style: scene.ink.text.bold,
                glyphs: scene.glyphs)
            guard !graphs[index].isEmpty else {
                draw(sides[index].failure, into: &frame, head.rest, scene)
                continue
            }
            let isLive = sides[index].request.subject.isLive(in: scene.state.cluster.snapshot)
            draw(graphs[index], beside: graphs, isLive: isLive, into: &frame, head.rest, scene)
        }
    }

    private func draw(_ failure: String?, into frame: inout Frame, _ rect: Rect, _ scene: Scene) {
        guard let failure else {
            return frame.put("asking for the history", in: rect.row(0), style: scene.ink.dim)
        }
        let lines = Untrusted(failure).line.wrapped(toColumns: rect.width).prefix(rect.height)
        for (index, line) in lines.enumerated() {
            frame.put(line, in: rect.row(index), style: scene.ink.critical, glyphs: scene.glyphs)
        }
    }

    private func draw(
        _ graphs: [Graph], beside all: [[Graph]], isLive: Bool, into frame: inout Frame, _ rect: Rect,
        _ scene: Scene
    ) {
        let shown = graphs.prefix(max(1, rect.height / 4))
        let parts = rect.splitBottom(1)
        let strips = parts.rest.rows(Array(repeating: 1, count: shown.count))
        for (index, graph) in shown.enumerated() {
            var graph = graph
            // A processor's share is one already; bytes are compared on the scale of the largest.
            graph.ceiling = all.compactMap { side in side.first { $0.title == graph.title }?.top }.max()
            graph.draw(into: &frame, strips[index], scene, index: index, isLive: isLive)
        }
        frame.put("1 \(timeframe.rawValue) ago", in: parts.bottom, style: scene.ink.faint)
        // All have the same time below them; of one that is not up, it tells nothing of now.
        frame.put(
            isLive ? "now" : "not up now", in: parts.bottom,
            style: isLive ? scene.ink.faint : scene.ink.unknown, alignment: .right)
    }
}

extension RRDTimeframe {
    /// The one so many steps longer, or shorter by a negative number, of those that every version of Proxmox VE has.
    func next(_ step: Int) -> RRDTimeframe? {
        let all = Self.allCases.filter { $0 != .decade }
        guard let index = all.firstIndex(of: self), all.indices.contains(index + step) else { return nil }
        return all[index + step]
    }
}
