import Onlooker
import Terminal

/// The time from the last key of an order to the picture in which 1,500 guests stand otherwise.
enum Arranging {
    /// An order of the cluster's column and the one that takes it back.
    private struct Step {
        let name: String
        /// What is typed before, and is not measured.
        let prefix: String
        let key: String
        let isDone: @Sendable (borrowing TerminalScreen) -> Bool
    }

    private static let steps = [
        Step(name: "fold all", prefix: "\u{1B}", key: "F") { $0.rows.map { $0 < 1_000 } ?? false },
        Step(name: "unfold all", prefix: "", key: "F") { $0.rows.map { $0 > 1_000 } ?? false },
        Step(name: "sort by memory", prefix: "o", key: "m") { $0.title.contains("by memory") },
        Step(name: "sort by number", prefix: "o", key: "i") { !$0.title.contains("by memory") },
        Step(name: "group by tag", prefix: "o", key: "T") { $0.title.contains("per tag") },
        Step(name: "group by node", prefix: "o", key: "N") { !$0.title.contains("per tag") },
        Step(name: "filter", prefix: "/", key: "9") { $0.title.contains("/9") },
        // A lone Esc waits for what may follow it; the filter is emptied by a key of its own, and left before the next.
        Step(name: "empty the filter", prefix: "", key: "\u{7F}") { !$0.title.contains("/9") },
    ]

    static func measure(_ jarvis: String, rounds: Int) throws(BenchmarkError) -> [Finding] {
        let cluster = try SimulatedCluster(jarvis, nodes: 30, guests: 1_500)
        defer { cluster.end() }
        let folder = try Folder()
        try folder.configure(cluster)
        let subject = Subject.jarvis(jarvis, secret: cluster.secret, marks: ["QUORUM", "30/30", "agent1"])
        let running = try subject.startAndShow(in: folder)
        defer { running.program.end() }
        running.program.watch(for: .seconds(8))
        var durations: [[Duration]] = Array(repeating: [], count: steps.count)
        for _ in 0..<rounds {
            for (index, step) in steps.enumerated() {
                durations[index].append(try time(step, on: running.program))
            }
        }
        let samples = Samples(durations.flatMap(\.self))
        let each = zip(steps, durations).map { step, times in
            "\(step.name) \(Samples(times).median.milliseconds.rounded(to: 1))"
        }
        return [
            Finding(
                what: "30 nodes, 1,500 guests: fold all, sort, group, filter, from the key to the picture",
                bound: "≤ 16 ms p99", value: "\(samples.words); p50 of \(each.joined(separator: ", "))",
                isKept: samples.quantile(0.99) <= .milliseconds(16), beside: "")
        ]
    }

    private static func time(_ step: Step, on program: ScreenProgram) throws(BenchmarkError) -> Duration {
        program.watch(for: .milliseconds(60))
        if !step.prefix.isEmpty {
            program.type(step.prefix)
            program.watch(for: .milliseconds(200))
        }
        let pressed = ContinuousClock.now
        program.type(step.key)
        guard let drawn = program.wait(within: .seconds(10), until: step.isDone) else {
            throw .notShown("jarvis", awaited: step.name)
        }
        return pressed.duration(to: drawn)
    }
}

extension TerminalScreen {
    /// The upper border of the cluster's column, which says how it is arranged.
    fileprivate var title: String { text(row: 1) }

    /// How many rows there are, from where the selection is among them, in the lower border: `1/1587`.
    fileprivate var rows: Int? {
        text(row: size.rows - 2).split(separator: " ").first { $0.contains("/") }
            .flatMap { $0.split(separator: "/").last }.flatMap { Int($0) }
    }
}
