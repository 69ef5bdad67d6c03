import Onlooker
import Terminal

/// What a terminal costs that does nothing: its processor time, its memory with a full scrollback, with many tabs.
enum Resting {
    private static let size = TerminalSize(columns: 200, rows: 50)

    static func measure(_ jarvis: String, for time: Duration) throws(BenchmarkError) -> [Finding] {
        let multiplexers = [Multiplexer.jarvis(jarvis)] + Multiplexer.peers
        var rests: [(name: String, rest: Rest)] = []
        for multiplexer in multiplexers {
            rests.append((multiplexer.name, try rest(multiplexer, for: time)))
        }
        guard let own = rests.first?.rest else { return [] }
        func beside(_ figure: (Rest) -> String) -> String {
            rests.dropFirst().map { "\($0.name) \(figure($0.rest))" }.joined(separator: ", ")
        }
        let tabs = own.tabs ?? 0
        return [
            Finding(
                what: "`jarvis terminal`: idle processor with an idle program", bound: "0.0 % of a core",
                value: own.processorWords, isKept: own.processor < 0.0005, beside: beside(\.processorWords)),
            Finding(
                what: "resident memory that 10,000 lines of 200 coloured columns add", bound: "≤ 24 MB",
                value: own.scrollback.megabytes + " MB", isKept: own.scrollback <= 24_000_000,
                beside: beside { $0.scrollback.megabytes + " MB" }),
            Finding(
                what: "resident memory with 100 idle tabs of 200×50", bound: "≤ 100 MB",
                value: tabs.megabytes + " MB",
                isKept: tabs <= 100_000_000,
                beside: beside { $0.tabs.map { $0.megabytes + " MB" } ?? "has none" }),
        ]
    }

    private static func rest(_ multiplexer: Multiplexer, for time: Duration) throws(BenchmarkError) -> Rest {
        let running = try RunningMultiplexer(multiplexer, size: size)
        defer { running.end() }
        running.program.watch(for: .seconds(4))
        let (used, began) = (running.family.processorTime, ContinuousClock.now)
        running.program.watch(for: time)
        let processor = (running.family.processorTime - used) / began.duration(to: .now)
        let before = running.family.residentMemory
        _ = try running.order("lines 10050")
        running.program.watch(for: .seconds(1))
        let scrollback = running.family.residentMemory - before
        return Rest(processor: processor, scrollback: scrollback, tabs: try tabs(multiplexer))
    }

    private static func tabs(_ multiplexer: Multiplexer) throws(BenchmarkError) -> Int? {
        guard let key = multiplexer.tabKey else { return nil }
        let fresh = try RunningMultiplexer(multiplexer, size: size)
        defer { fresh.end() }
        fresh.program.watch(for: .seconds(1))
        for _ in 1..<100 {
            fresh.program.type(key)
            fresh.program.watch(for: .milliseconds(100))
        }
        fresh.program.watch(for: .seconds(3))
        return fresh.family.residentMemory
    }
}

/// What was measured of one multiplexer.
private struct Rest {
    /// Of one core.
    var processor: Double
    /// Bytes that the lines added.
    var scrollback: Int
    /// Bytes with a hundred tabs; `nil` where there are none.
    var tabs: Int?

    var processorWords: String { (processor * 100).rounded(to: 2) + " %" }
}
