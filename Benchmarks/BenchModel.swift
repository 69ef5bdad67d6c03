import Counterparts
import Onlooker

/// A model's server on loopback that answers as a measurement wants it, and Jarvis asking it.
enum BenchModel {
    /// Answers each question with what `answer` sends behind the head of a stream.
    static func serve(_ answer: @escaping @Sendable (Peer) -> Void) throws(BenchmarkError) -> ScriptedServer {
        do {
            return try ScriptedServer { peer in
                guard let request = peer.readRequest(), request.text.contains("/chat/completions") else {
                    return
                }
                peer.send(
                    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n")
                answer(peer)
            }
        } catch {
            throw .noCluster("the model's server does not begin: \(error)")
        }
    }

    /// A piece of an answer; `end` is its reason as JSON.
    static func chunk(_ words: String, end: String = "null") -> String {
        #"data: {"id":"1","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":""#
            + words + #""},"finish_reason":"# + end + "}]}\n\n"
    }

    /// Jarvis with a cluster of four nodes, and this model to ask.
    static func start(
        _ jarvis: String, asking server: ScriptedServer, on cluster: SimulatedCluster, in folder: Folder
    ) throws(BenchmarkError) -> Subject.Running {
        try folder.configure(
            cluster, more: "ai: {provider: openai, base_url: \"\(server.origin)/v1\", model: bench}\n")
        let subject = Subject.jarvis(jarvis, secret: cluster.secret, marks: Subject.dashboard)
        let running = try subject.startAndShow(in: folder)
        running.program.watch(for: .seconds(4))
        return running
    }
}
