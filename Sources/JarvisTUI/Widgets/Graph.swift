import ClusterKit
import FoundationEssentials
import JSON
import Multiplexer
import Screen
import Text

/// One graph over time: one or two lines of samples with their name, newest value and ceiling.
struct Graph {
    /// A series of samples.
    struct Line {
        var name: String
        var samples: [Double?]
        /// How it is now, where that is known better than by the newest sample, which is an average.
        var present: Double?
    }

    var title: String
    var lines: [Line]
    /// The top of the graph; the largest sample when `nil`.
    var ceiling: Double?
    /// Writes a value of it.
    var words: (Double?) -> String

    /// Its ceiling, or its largest sample.
    var top: Double? { ceiling ?? lines.flatMap(\.samples).compactMap(\.self).max() }

    /// The graphs that are worth showing of a subject of that snapshot.
    static func all(
        for subject: DetailRequest.Subject, in series: RRDSeries, now snapshot: ClusterSnapshot
    ) -> [Graph] {
        let present = Present(of: subject, in: snapshot)
        func bytes(_ value: Double?) -> String { Format.bytes(value.map { Int(saturating: $0) }) }
        func top(_ metric: RRDMetric) -> Double? { series[metric].compactMap(\.self).max() }
        let processor = Line(name: "", samples: series[.cpu], present: present.cpu)
        let cpu = Graph(title: "CPU", lines: [processor], ceiling: 1) { Format.percent($0) }
        let network = Graph(
            title: "NET",
            lines: [
                Line(name: "in", samples: series[.networkIn]),
                Line(name: "out", samples: series[.networkOut]),
            ]
        ) { Format.rate($0) }
        switch subject {
        case .node:
            let memory = [Line(name: "", samples: series[.nodeMemory], present: present.bytes)]
            let load = [Line(name: "", samples: series[.loadAverage])]
            return [
                cpu, Graph(title: "RAM", lines: memory, ceiling: top(.nodeMemoryTotal), words: bytes),
                network,
                Graph(title: "LOAD", lines: load) { $0.map(Format.tenths) ?? Format.unknown },
            ]
        case .guest:
            let memory = [Line(name: "", samples: series[.memory], present: present.bytes)]
            let disk = [
                Line(name: "read", samples: series[.diskRead]),
                Line(name: "write", samples: series[.diskWrite]),
            ]
            return [
                cpu, Graph(title: "RAM", lines: memory, ceiling: top(.memoryLimit), words: bytes), network,
                Graph(title: "DISK", lines: disk) { Format.rate($0) },
            ]
        case .storage:
            let used = [Line(name: "", samples: series[.used], present: present.bytes)]
            return [Graph(title: "USED", lines: used, ceiling: top(.total), words: bytes)]
        case .task: return []
        }
    }

    /// Draws it; `isLive` says that the subject is up, or its last samples are not how it is now.
    func draw(into frame: inout Frame, _ rect: Rect, _ scene: Scene, index: Int, isLive: Bool) {
        let ink = scene.ink
        var spans = [Span(title, ink.title)]
        for (number, line) in lines.enumerated() {
            // What was measured before the last two samples is not how it is now.
            let newest = isLive ? line.present ?? line.samples.suffix(2).last { $0 != nil } ?? nil : nil
            spans.append(Span("  \(line.name) \(words(newest))", ink.chart(index + number)))
        }
        let end = frame.put(spans, at: rect.origin, in: rect)
        let known = lines.flatMap(\.samples).compactMap(\.self).max()
        let highest = ceiling ?? known ?? 0
        let scale = words(ceiling ?? known)
        // The figures of now are worth more.
        if end + 1 + scale.columns <= rect.endX {
            scene.right(&frame, scale, in: rect, row: 0, style: ink.dim)
        }
        let area = rect.splitTop(1).rest
        guard !area.isEmpty else { return }
        let strips = area.rows(Array(repeating: 1, count: lines.count))
        for (number, line) in lines.enumerated() {
            let samples = line.samples.stretched(to: strips[number].width * (scene.glyphs == .rich ? 2 : 1))
            frame.sparkline(samples, ceiling: max(highest, 1e-9), in: strips[number], glyphs: scene.glyphs) {
                _ in
                ink.chart(index + number)
            }
        }
    }
}

/// What the lists tell of a subject now, where its graphs end.
private struct Present {
    /// A share of 1.
    var cpu: Double?
    /// Memory of a node or guest, room in use of a storage.
    var bytes: Double?

    init(of subject: DetailRequest.Subject, in snapshot: ClusterSnapshot) {
        switch subject {
        case .node(let name):
            let node = snapshot.node(name)
            (cpu, bytes) = (node?.cpu, node?.memory.map { Double($0) })
        case .guest(let id, _):
            let guest = snapshot.guest(id.vmid)
            (cpu, bytes) = (guest?.cpu, guest?.memory.map { Double($0) })
        case .storage(let id):
            bytes = snapshot.storages.first { $0.id == id }?.used.map { Double($0) }
        case .task: break
        }
    }
}

extension DetailRequest.Subject {
    /// It is up, so that its newest figures say how it is.
    func isLive(in snapshot: ClusterSnapshot) -> Bool {
        switch self {
        case .node(let name): snapshot.node(name)?.state == .online
        case .guest(let id, _):
            snapshot.guest(id.vmid).map { ![.stopped, .unknown].contains($0.status) } ?? false
        case .storage: true
        case .task(let upid): snapshot.tasks.first { $0.upid == upid }?.state.isRunning ?? false
        }
    }

    /// How it is, in a word that is another when it is otherwise; `nil` where it is not there.
    func state(in snapshot: ClusterSnapshot) -> String? {
        switch self {
        case .node(let name): snapshot.node(name)?.state.rawValue
        case .guest(let id, _): snapshot.guest(id.vmid).map { "\($0.status) on \($0.node)" }
        case .storage(let id): snapshot.storages.first { $0.id == id }.map { "\($0.state)" }
        case .task(let upid): snapshot.tasks.first { $0.upid == upid }.map { "\($0.state.isRunning)" }
        }
    }
}
