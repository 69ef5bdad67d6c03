import Counterparts
import Glibc
import Onlooker
import Synchronization
import Terminal

/// The time from a model's first word on the wire to the screen, beside curl(1) that shows the same stream as it comes.
enum FirstWord {
    /// When each answer's first word was written to its connection.
    private final class Sendings: Sendable {
        private let kept = Mutex<[ContinuousClock.Instant]>([])

        /// Notes the moment, and returns the number of the answer that begins.
        func note() -> Int {
            kept.withLock {
                $0.append(.now)
                return $0.count
            }
        }

        /// How many answers began.
        var count: Int { kept.withLock { $0.count } }

        /// When the answer of that number began.
        func time(_ number: Int) -> ContinuousClock.Instant { kept.withLock { $0[number - 1] } }
    }

    static func measure(_ jarvis: String, rounds: Int) throws(BenchmarkError) -> [Finding] {
        let sendings = Sendings()
        let server = try BenchModel.serve { peer in
            // Long enough for the reader to have drawn that it waits, at uneven times.
            usleep(useconds_t(400_000 + sendings.count * 7_919 % 100_000))
            let number = sendings.note()
            peer.send(BenchModel.chunk("word\(number)-"))
            usleep(200_000)
            peer.send(BenchModel.chunk("", end: "\"stop\"") + "data: [DONE]\n\n")
        }
        defer { server.stop() }
        let cluster = try SimulatedCluster(jarvis, nodes: 4)
        defer { cluster.end() }
        let folder = try Folder()
        let running = try BenchModel.start(jarvis, asking: server, on: cluster, in: folder)
        defer { running.program.end() }
        running.program.type("2")
        let bare = Subject(
            name: "curl",
            words: [
                "/usr/bin/curl", "-sN", "--json", "{}", "\(server.origin)/v1/chat/completions",
            ], marks: [])
        var shown: (ours: [Duration], bare: [Duration]) = ([], [])
        for _ in 0..<rounds {
            running.program.type("tell me\r")
            shown.ours.append(try wait(running.program, "jarvis", for: sendings))
            running.program.watch(for: .milliseconds(700))
            let reader = try bare.start(in: folder)
            defer { reader.program.end() }
            shown.bare.append(try wait(reader.program, "curl", for: sendings))
        }
        let (ours, peer) = (Samples(shown.ours), Samples(shown.bare))
        let added = ours.median - peer.median
        return [
            Finding(
                what:
                    "a model's first word, from the wire to the screen: what that takes longer than in curl",
                bound: "≤ 2 ms p50", value: "\(added.milliseconds.rounded(to: 2)) ms; \(ours.words)",
                isKept: added <= .milliseconds(2), beside: "curl \(peer.words)")
        ]
    }

    /// How long the word of the next answer took to the screen.
    private static func wait(
        _ program: ScreenProgram, _ name: String, for sendings: Sendings
    ) throws(BenchmarkError) -> Duration {
        let number = sendings.count + 1
        guard let drawn = program.wait(until: { $0.shows(["word\(number)-"]) }) else {
            throw .notShown(name, awaited: "word\(number)-")
        }
        return sendings.time(number).duration(to: drawn)
    }
}
