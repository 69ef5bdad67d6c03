import JSON

/// A model server that plays back answers, for the question that was said last: rounds of calls, and words at their end.
///
/// In the text `> ` begins a question, `* ` a call with its arguments, `& ` a further call of the same round, `= ` the words.
/// It streams in the shape of llama-server and counts tokens as bytes by four, those of what it was really sent.
package struct RecordedModel: Sendable {
    /// One call: the tool's name and its arguments as the model wrote them.
    private struct Call: Sendable {
        let name: String
        let arguments: String
    }

    private struct Recording: Sendable {
        var rounds: [[Call]] = []
        var words = ""
    }

    private let model: String
    private let recordings: [String: Recording]

    /// What is said last in the questions that it can answer.
    package var questions: Set<String> { Set(recordings.keys) }

    package init(_ model: String, parsing text: String) {
        self.model = model
        var recordings: [String: Recording] = [:]
        for block in text.split(separator: "\n\n") {
            let lines = block.split(separator: "\n").map(String.init)
            guard let question = lines.first(where: { $0.hasPrefix("> ") }) else { continue }
            recordings[String(question.dropFirst(2))] = Self.recording(lines)
        }
        self.recordings = recordings
    }

    private static func recording(_ lines: [String]) -> Recording {
        var recording = Recording()
        for line in lines {
            let rest = line.dropFirst(2)
            switch line.first {
            case "*": recording.rounds.append([call(rest)])
            case "&": recording.rounds[recording.rounds.count - 1].append(call(rest))
            case "=": recording.words += (recording.words.isEmpty ? "" : "\n") + rest
            default: break
            }
        }
        return recording
    }

    private static func call(_ text: Substring) -> Call {
        let name = text.prefix { $0 != " " }
        return Call(name: String(name), arguments: String(text.dropFirst(name.count + 1)))
    }

    package func answer(_ request: String) -> Loopback.Answer? {
        guard request.hasPrefix("POST"), let start = request.firstRange(of: "\r\n\r\n"),
            let body = try? JSONValue(parsing: String(request[start.upperBound...]))
        else { return Loopback.Answer(status: "404 Not Found", body: Array("{}".utf8)) }
        let messages = body["messages"]?.array ?? []
        guard let asked = messages.lastIndex(where: { $0["role"] == "user" }),
            let recording = recording(for: Self.text(of: messages[asked]))
        else {
            return Loopback.Answer(
                status: "404 Not Found", headers: ["Content-Type: application/json"],
                body: Array(#"{"error":{"message":"nothing was recorded for this question"}}"#.utf8))
        }
        // Another model may have begun, with calls of its own.
        let own = Set(recording.rounds.flatMap { $0.map(\.name) })
        let round = messages[asked...].count { message in
            message["tool_calls"]?.array?.first?["function"]?["name"]?.string.map(own.contains) ?? false
        }
        let sent = [body["messages"], body["tools"]].compactMap { $0?.text.utf8.count }.reduce(0, +)
        return stream(recording, round, prompt: sent / 4)
    }

    private func recording(for text: String) -> Recording? {
        // One question may begin as another does.
        recordings.filter { text.hasPrefix($0.key) }.max { $0.key.count < $1.key.count }?.value
    }

    private static func text(of message: JSONValue) -> String {
        message["content"]?.string
            ?? (message["content"]?.array ?? []).compactMap { $0["text"]?.string }.joined(separator: "\n")
    }

    private func stream(_ recording: Recording, _ round: Int, prompt: Int) -> Loopback.Answer {
        var deltas: [JSONValue] = [["role": "assistant", "content": .null]]
        let calls = round < recording.rounds.count ? recording.rounds[round] : []
        var written = 0
        for (index, call) in calls.enumerated() {
            let function: JSONValue = ["name": .string(call.name), "arguments": .string(call.arguments)]
            let row: JSONValue = [
                "index": .integer(index), "id": .string("call-\(round)-\(index)"), "type": "function",
                "function": function,
            ]
            deltas.append(["tool_calls": .array([row])])
            written += call.name.utf8.count + call.arguments.utf8.count
        }
        if calls.isEmpty {
            for word in recording.words.split(separator: " ", omittingEmptySubsequences: false) {
                deltas.append(["content": .string(String(word) + " ")])
            }
            written = recording.words.utf8.count
        }
        let end = calls.isEmpty ? "stop" : "tool_calls"
        let chunks = deltas.map { chunk($0, nil) } + [chunk([:], end), usage(prompt, max(1, written / 4))]
        return Loopback.Answer(
            body: Array((chunks.map { "data: \($0)\n\n" }.joined() + "data: [DONE]\n\n").utf8))
    }

    private func chunk(_ delta: JSONValue, _ end: String?) -> String {
        let choice: JSONValue = [
            "finish_reason": end.map { .string($0) } ?? .null, "index": 0, "delta": delta,
        ]
        return JSONValue.object(["choices": .array([choice]), "model": .string(model)]).text
    }

    private func usage(_ prompt: Int, _ completion: Int) -> String {
        JSONValue.object([
            "choices": .array([]), "model": .string(model),
            "usage": [
                "prompt_tokens": .integer(prompt), "completion_tokens": .integer(completion),
                "total_tokens": .integer(prompt + completion),
            ],
        ]).text
    }
}
