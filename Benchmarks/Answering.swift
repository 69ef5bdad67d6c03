import Onlooker
import Terminal

/// The time from a key press to the picture that answers it: the selection bar in another row.
enum Answering {
    /// On a cluster that stopped answering, and that never did.
    static func whileHanging(_ jarvis: String, presses: Int) throws(BenchmarkError) -> [Finding] {
        let cluster = try SimulatedCluster(jarvis, nodes: 4)
        defer { cluster.end() }
        let folder = try Folder()
        try folder.configure(cluster)
        let subject = Subject.jarvis(jarvis, secret: cluster.secret, marks: Subject.dashboard)
        let running = try subject.startAndShow(in: folder)
        defer { running.program.end() }
        cluster.hang()
        running.program.watch(for: .seconds(6))
        let samples = try press(presses, on: running.program)
        return [
            Finding(
                what: "key press to drawn answer, every API hanging", bound: "≤ 20 ms p99",
                value: samples.words, isKept: samples.quantile(0.99) <= .milliseconds(20), beside: "")
        ]
    }

    /// While 1,000 nodes and 20,000 guests are polled.
    static func onBigCluster(_ jarvis: String, presses: Int) throws(BenchmarkError) -> [Finding] {
        let cluster = try SimulatedCluster(jarvis, nodes: 1_000, guests: 20_000)
        defer { cluster.end() }
        let folder = try Folder()
        try folder.configure(cluster)
        let subject = Subject.jarvis(
            jarvis, secret: cluster.secret, marks: ["QUORUM", "1000/1000", "agent1"])
        let running = try subject.startAndShow(in: folder)
        defer { running.program.end() }
        running.program.watch(for: .seconds(10))
        let began = (running.family.processorTime, ContinuousClock.now)
        let samples = try press(presses, on: running.program)
        let share = (running.family.processorTime - began.0) / began.1.duration(to: .now)
        return [
            Finding(
                what: "1,000 nodes, 20,000 guests: key press to drawn answer while snapshots are applied",
                bound: "≤ 16 ms p99", value: samples.words,
                isKept: samples.quantile(0.99) <= .milliseconds(16), beside: ""),
            Finding(
                what: "the same: processor and resident memory, Jarvis without the simulator", bound: "",
                value: "\((share * 100).rounded(to: 0)) % of a core, "
                    + "\((Double(running.family.residentMemory) / 1e6).rounded(to: 0)) MB",
                isKept: nil, beside: ""),
        ]
    }

    /// Moves the selection down and up, at uneven times, and measures each move.
    static func press(_ count: Int, on program: ScreenProgram) throws(BenchmarkError) -> Samples {
        var durations: [Duration] = []
        for index in 0..<count {
            program.watch(for: .milliseconds(30 + index * 7 % 31))
            let before = program.look { $0.selectedRow }
            let pressed = ContinuousClock.now
            program.type(index % 2 == 0 ? "j" : "k")
            let drawn = program.wait(within: .seconds(10)) { screen in
                screen.selectedRow.map { $0 != before } ?? false
            }
            guard let drawn else { throw .notShown("jarvis", awaited: "the selection in another row") }
            durations.append(pressed.duration(to: drawn))
        }
        return Samples(durations)
    }
}

extension Samples {
    /// Median, 99th percentile and the longest.
    var words: String {
        "p50 \(median.milliseconds.rounded(to: 1)) ms, p99 \(quantile(0.99).milliseconds.rounded(to: 1)) ms, "
            + "longest \(longest.milliseconds.rounded(to: 1)) ms of \(count)"
    }
}
