import Glibc
import Onlooker
import Terminal

/// The way of one key through a terminal and back to the outer screen, and of an interrupt into a flood.
enum Echoing {
    static func measure(_ jarvis: String, presses: Int, interrupts: Int) throws(BenchmarkError) -> [Finding] {
        let size = TerminalSize(columns: 200, rows: 50)
        var echoes: [String: Samples] = [:]
        var ends: [String: (received: Samples, shown: Samples)] = [:]
        let multiplexers = [Multiplexer.jarvis(jarvis)] + Multiplexer.peers
        for multiplexer in multiplexers {
            let running = try RunningMultiplexer(multiplexer, size: size)
            defer { running.end() }
            running.program.watch(for: .seconds(1))
            echoes[multiplexer.name] = try echo(running, presses)
            ends[multiplexer.name] = try interrupt(running, interrupts)
        }
        let peers = Multiplexer.peers.map(\.name)
        guard let echo = echoes["jarvis"], let end = ends["jarvis"] else { return [] }
        return [
            Finding(
                what: "`jarvis terminal`: key to its echo on the outer screen",
                bound: "p50 ≤ 0.5 ms, p99 ≤ 2 ms", value: echo.fineWords,
                isKept: echo.median <= .microseconds(500) && echo.quantile(0.99) <= .milliseconds(2),
                beside: beside(peers) { echoes[$0] }),
            Finding(
                what: "Ctrl-C under a flood of `y`: to the program", bound: "≤ 20 ms",
                value: end.received.fineWords, isKept: end.received.longest <= .milliseconds(20),
                beside: beside(peers) { ends[$0]?.received }),
            Finding(
                what: "the same: to the picture of what it writes then", bound: "≤ 50 ms",
                value: end.shown.fineWords, isKept: end.shown.longest <= .milliseconds(50),
                beside: beside(peers) { ends[$0]?.shown }),
        ]
    }

    private static func beside(_ peers: [String], _ samples: (String) -> Samples?) -> String {
        peers.map { "\($0) \(samples($0)?.fineWords ?? "?")" }.joined(separator: "; ")
    }

    private static func echo(_ running: RunningMultiplexer, _ presses: Int) throws(BenchmarkError) -> Samples
    {
        _ = try running.order("echo")
        let program = running.program
        program.watch(for: .milliseconds(300))
        var durations: [Duration] = []
        for index in 0..<presses {
            program.watch(for: .milliseconds(15 + index * 7 % 23))
            let before = program.look { $0.cursorState.column }
            let pressed = ContinuousClock.now
            program.type("x")
            let shown = program.wait(within: .seconds(5)) { $0.cursorState.column != before }
            guard let shown else { throw .notShown(running.name, awaited: "an echo") }
            durations.append(pressed.duration(to: shown))
            // A line's end before it wraps.
            if index % 100 == 99 {
                program.type("\r")
                program.watch(for: .milliseconds(50))
            }
        }
        return Samples(durations)
    }

    /// Interrupts a flood again and again: until the program has it, and until what it writes then is seen.
    static func interrupt(
        _ running: RunningMultiplexer, _ times: Int, _ flood: String = "flood"
    ) throws(BenchmarkError) -> (received: Samples, shown: Samples) {
        var (received, shown): ([Duration], [Duration]) = ([], [])
        for index in 0..<times {
            try running.begin(flood)
            running.program.watch(for: .milliseconds(700 + index * 37 % 100))
            let pressed = Self.clock
            running.program.type("\u{03}")
            let seen = running.program.wait { $0.shows(["flood-ended"]) }
            guard seen != nil else { throw .notShown(running.name, awaited: "the end of a flood") }
            let end = Self.clock
            received.append(.nanoseconds(try running.answer() - pressed))
            shown.append(.nanoseconds(end - pressed))
            running.program.type("\r")
            _ = try running.order("clear")
        }
        return (Samples(received), Samples(shown))
    }

    /// The monotonic clock in nanoseconds, the same in all processes.
    private static var clock: Int {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        return now.tv_sec * 1_000_000_000 + now.tv_nsec
    }
}

extension Samples {
    /// Median, 99th percentile and the longest, to a hundredth of a millisecond.
    var fineWords: String {
        "p50 \(median.milliseconds.rounded(to: 2)), p99 \(quantile(0.99).milliseconds.rounded(to: 2)), "
            + "longest \(longest.milliseconds.rounded(to: 2)) ms of \(count)"
    }
}
