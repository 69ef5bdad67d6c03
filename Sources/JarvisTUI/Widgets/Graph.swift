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
    }

    var title: String
    var lines: [Line]
    /// The top of the graph; the largest sample when `nil`.
    var ceiling: Double?
    /// Writes a value of it.
    var words: (Double?) -> String

    /// Its ceiling, or its largest sample.
    var top: Double? { ceiling ?? lines.flatMap(\.samples).compactMap(\.self).max() }

    /// The graphs that are worth showing of a subject.
    static func all(for subject: DetailRequest.Subject, in series: RRDSeries) -> [Graph] {
        func bytes(_ value: Double?) -> String { Format.bytes(value.map { Int(saturating: $0) }) }
        func top(_ metric: RRDMetric) -> Double? { series[metric].compactMap(\.self).max() }
        let cpu = Graph(title: "CPU", lines: [Line(name: "", samples: series[.cpu])], ceiling: 1) {
            Format.percent($0)
        }
        let network = Graph(
            title: "NET",
            lines: [
                Line(name: "in", samples: series[.networkIn]),
                Line(name: "out", samples: series[.networkOut]),
            ]
        ) { Format.rate($0) }
        switch subject {
        case .node:
            let memory = [Line(name: "", samples: series[.nodeMemory])]
            let load = [Line(name: "", samples: series[.loadAverage])]
            return [
                cpu, Graph(title: "RAM", lines: memory, ceiling: top(.nodeMemoryTotal), words: bytes),
                network,
                Graph(title: "LOAD", lines: load) { $0.map(Format.tenths) ?? Format.unknown },
            ]
        case .guest:
            let memory = [Line(name: "", samples: series[.memory])]
            let disk = [
                Line(name: "read", samples: series[.diskRead]),
                Line(name: "write", samples: series[.diskWrite]),
            ]
            return [
                cpu, Graph(title: "RAM", lines: memory, ceiling: top(.memoryLimit), words: bytes), network,
                Graph(title: "DISK", lines: disk) { Format.rate($0) },
            ]
        case .storage:
            let used = [Line(name: "", samples: series[.used])]
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
            let newest = isLive ? line.samples.suffix(2).last { $0 != nil } ?? nil : nil
            spans.append(Span("  \(line.name) \(words(newest))", ink.chart(index + number)))
        }
        frame.put(spans, at: rect.origin, in: rect)
        let known = lines.flatMap(\.samples).compactMap(\.self).max()
        let highest = ceiling ?? known ?? 0
        scene.right(&frame, words(ceiling ?? known), in: rect, row: 0, style: ink.dim)
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
