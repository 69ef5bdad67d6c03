import Counterparts
import Glibc
import Onlooker
import Terminal

/// A model that says 60 words a second below an answer of 300 lines: what that costs, and how long keys wait meanwhile.
enum Streaming {
    static func measure(_ jarvis: String, for time: Duration, presses: Int) throws(BenchmarkError)
        -> [Finding]
    {
        let server = try BenchModel.serve { peer in
            let lines = (0..<300).map { "- line \($0) of a long answer, with **some** `code`\\n" }
            var goesOn = peer.send(BenchModel.chunk(lines.joined() + "\\n"))
            var number = 0
            while goesOn {
                number += 1
                goesOn = peer.send(
                    BenchModel.chunk("word\(number)\(number % 12 == 0 ? "\\n" : " ")"))
                usleep(1_000_000 / 60)
            }
        }
        defer { server.stop() }
        let cluster = try SimulatedCluster(jarvis, nodes: 4)
        defer { cluster.end() }
        let folder = try Folder()
        let running = try BenchModel.start(jarvis, asking: server, on: cluster, in: folder)
        defer { running.program.end() }
        running.program.type("2tell me\r")
        guard running.program.wait(within: .seconds(20), until: { $0.shows(["word30"]) }) != nil else {
            throw .notShown("jarvis", awaited: "the answer of the model")
        }
        let (used, began) = (running.family.processorTime, ContinuousClock.now)
        running.program.watch(for: time)
        let share = (running.family.processorTime - used) / began.duration(to: .now)
        running.program.type("\u{1B}[Z")
        running.program.watch(for: .milliseconds(200))
        let samples = try Answering.press(presses, on: running.program)
        return [
            Finding(
                what: "60 words a second below 300 lines of answer: processor",
                bound: "≤ 5 % of a core", value: "\((share * 100).rounded(to: 2)) %", isKept: share <= 0.05,
                beside: ""),
            Finding(
                what: "the same: key press to drawn answer", bound: "≤ 16 ms p99", value: samples.words,
                isKept: samples.quantile(0.99) <= .milliseconds(16), beside: ""),
        ]
    }
}
