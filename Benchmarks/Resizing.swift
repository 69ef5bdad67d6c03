import Onlooker
import Terminal

/// The time from the last of many changes of the window's size to the whole picture of that size.
enum Resizing {
    static func measure(_ jarvis: String, storms: Int) throws(BenchmarkError) -> [Finding] {
        let folder = try Folder()
        let running = try Subject.demo(jarvis).startAndShow(in: folder)
        defer { running.program.end() }
        let program = running.program
        program.type(" ")
        guard program.wait(until: { $0.shows(Subject.dashboard) }) != nil else {
            throw .notShown("jarvis", awaited: "the dashboard")
        }
        program.type("m")
        var durations: [Duration] = []
        for storm in 0..<storms {
            for step in 0..<1_000 {
                program.resize(to: size(step + storm * 31))
                program.watch(for: .milliseconds(10))
            }
            let last = TerminalSize(columns: 180 + storm * 10, rows: 45 + storm)
            let resized = ContinuousClock.now
            program.resize(to: last)
            guard let drawn = program.wait(until: { $0.isWhole }) else {
                throw .notShown("jarvis", awaited: "the picture of the last size")
            }
            durations.append(resized.duration(to: drawn))
        }
        let samples = Samples(durations)
        return [
            Finding(
                what: "last of 1,000 resizes in 10 s, 1×1 and 20×5 to 400×120, to the whole picture",
                bound: "≤ 200 ms", value: samples.words, isKept: samples.longest <= .milliseconds(200),
                beside: "")
        ]
    }

    private static func size(_ step: Int) -> TerminalSize {
        guard step % 50 != 7 else { return TerminalSize(columns: 1, rows: 1) }
        return TerminalSize(columns: 20 + step * 7919 % 381, rows: 5 + step * 104_729 % 116)
    }
}

extension TerminalScreen {
    /// Whether the picture reaches all edges: the state at the top, the last corner, and the keys below it.
    fileprivate var isWhole: Bool {
        let corner = line(size.rows - 2).cells.last
        return corner.map { text(of: $0) == "╯" } == true && line(size.rows - 2).cells.count == size.columns
            && text(row: 0).contains("nominal") && !text(row: size.rows - 1).isEmpty
    }
}
