import JSON
import Synchronization

/// A server that counts tokens and refuses what does not fit, as llama-server does; it looks once before it answers.
package final class SmallMind: Sendable {
    private let counts = Mutex((refusals: 0, torn: 0))
    private let tool: String
    /// Bytes of a request's JSON that make one of its tokens.
    private let bytesPerToken: Double
    private let window: Int
    /// What it answers when asked for its window.
    private let props: String?

    /// How often a request did not fit.
    package var refusals: Int { counts.withLock { $0.refusals } }
    /// How often a call stood without its result, or a result without its call.
    package var torn: Int { counts.withLock { $0.torn } }

    package init(window: Int, bytesPerToken: Double, calling tool: String, props: String? = nil) {
        self.tool = tool
        self.window = window
        self.bytesPerToken = bytesPerToken
        self.props = props
    }

    package func answer(_ request: String) -> Loopback.Answer? {
        guard request.hasPrefix("POST"), let start = request.firstRange(of: "\r\n\r\n"),
            let body = try? JSONValue(parsing: String(request[start.upperBound...]))
        else {
            let isKnown = request.hasPrefix("GET /props ") && props != nil
            return Loopback.Answer(
                status: isKnown ? "200 OK" : "404 Not Found", headers: ["Content-Type: application/json"],
                body: Array((props ?? "{}").utf8))
        }
        let messages = body["messages"]?.array ?? []
        if !Self.isPaired(messages) { counts.withLock { $0.torn += 1 } }
        let prompt = Int(
            Double([body["messages"], body["tools"]].compactMap { $0?.text.utf8.count }.reduce(0, +))
                / bytesPerToken)
        guard prompt <= window else {
            counts.withLock { $0.refusals += 1 }
            return Loopback.Answer(
                status: "400 Bad Request", headers: ["Content-Type: application/json"],
                body: Array(
                    """
                    {"error":{"code":400,"message":"request (\(prompt) tokens) exceeds the available context size",\
                    "type":"exceed_context_size_error","n_prompt_tokens":\(prompt),"n_ctx":\(window)}}
                    """.utf8))
        }
        let delta =
            messages.last?["role"] == "tool"
            ? #"{"content":"All is well."},"finish_reason":"stop""#
            : #"{"tool_calls":[{"index":0,"id":"c","type":"function","function":{"name":"\#(tool)","arguments":"{}"}}]},"finish_reason":"tool_calls""#
        return Loopback.Answer(
            body: Array(
                """
                data: {"model":"m","choices":[{"index":0,"delta":\(delta)}]}

                data: {"choices":[],"usage":{"prompt_tokens":\(prompt),"completion_tokens":9}}

                data: [DONE]


                """.utf8))
    }

    private static func isPaired(_ messages: [JSONValue]) -> Bool {
        var open: Set<String> = []
        for message in messages {
            if message["role"] == "tool" {
                guard open.remove(message["tool_call_id"]?.string ?? "") != nil else { return false }
            } else {
                guard open.isEmpty else { return false }
                open = Set((message["tool_calls"]?.array ?? []).compactMap { $0["id"]?.string })
            }
        }
        return open.isEmpty
    }
}
