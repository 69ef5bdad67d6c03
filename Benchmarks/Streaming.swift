import Counterparts
import Glibc
import Onlooker
import Terminal

/// A model that says 60 words a second below an answer of 300 lines: what that costs, and how long keys wait meanwhile.
enum Streaming {
    private static let model = """
        {"id":"1","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":"WORDS"},\
        "finish_reason":null}]}
        """

    static func measure(_ jarvis: String, for time: Duration, presses: Int) throws(BenchmarkError)
        -> [Finding]
    {
        let server: ScriptedServer
        do {
            server = try ScriptedServer { peer in
                guard let request = peer.readRequest(), request.text.contains("/chat/completions") else {
                    return
                }
                peer.send(
                    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n")
                let lines = (0..<300).map { "- line \($0) of a long answer, with **some** `code`\\n" }
                var goesOn = peer.send(chunk(lines.joined() + "\\n"))
                var number = 0
                while goesOn {
                    number += 1
                    goesOn = peer.send(chunk("word\(number)\(number % 12 == 0 ? "\\n" : " ")"))
                    usleep(1_000_000 / 60)
                }
            }
        } catch {
            throw .noCluster("the model's server does not begin: \(error)")
        }
        defer { server.stop() }
        let cluster = try SimulatedCluster(jarvis, nodes: 4)
        defer { cluster.end() }
        let folder = try Folder()
        try folder.configure(
            cluster, more: "ai: {provider: openai, base_url: \"\(server.origin)/v1\", model: bench}\n")
        let subject = Subject.jarvis(jarvis, secret: cluster.secret, marks: Subject.dashboard)
        let running = try subject.startAndShow(in: folder)
        defer { running.program.end() }
        running.program.watch(for: .seconds(4))
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

    private static func chunk(_ words: String) -> String {
        "data: \(model.replacing("WORDS", with: words))\n\n"
    }
}
