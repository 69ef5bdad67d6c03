import Counterparts
import Glibc
import JSON
import Synchronization

/// A server that speaks OpenAI's chat completions and does as it is told in the question.
enum WitnessModel {
    /// Says these words and a number to everything.
    ///
    /// First come the tool calls that the question asks for by a word: `look`, `order`, `orders` (three), `stray`;
    /// after a second when it says `later`, in which the operator goes on with something else. A question with
    /// `refuse` in it is refused, and the key that came with it quoted.
    static func server(saying words: String) throws -> Loopback {
        let count = Counter()
        return try Loopback { request in
            guard let start = request.firstRange(of: "\r\n\r\n")?.upperBound,
                let body = try? JSONValue(parsing: String(request[start...])),
                let last = body["messages"]?.array?.last
            else {
                return Loopback.Answer(headers: ["Content-Type: application/json"], body: Array("{}".utf8))
            }
            let question = last["role"] == "user" ? last["content"]?.string ?? "" : ""
            if question.contains("refuse") { return refusal(of: request) }
            if question.contains("later") { usleep(1_000_000) }
            for (word, calls) in Self.calls where question.contains(word) { return answer("", calls(words)) }
            return answer("\(words) (answer \(count.next()))", [])
        }
    }

    private static let calls: [(String, @Sendable (String) -> [JSONValue])] = [
        ("look", { _ in [call("get_vms", "{}"), call("get_containers", "{}")] }),
        (
            "orders",
            { _ in
                [105, 115, 125].map { call("start_vm", "{\"vmid\":\($0)}", id: "call \($0)") }
            }
        ),
        ("order", { _ in [call("start_vm", #"{"vmid":105}"#)] }),
        ("stray", { words in [call(words, JSONValue.object(["a": .string(words)]).text)] }),
    ]

    private static func call(_ name: String, _ arguments: String, id: String? = nil) -> JSONValue {
        [
            "id": .string(id ?? "call \(name)"), "type": "function",
            "function": ["name": .string(name), "arguments": .string(arguments)],
        ]
    }

    private static func answer(_ text: String, _ calls: [JSONValue]) -> Loopback.Answer {
        var delta: [String: JSONValue] = ["role": "assistant", "content": .string(text)]
        if !calls.isEmpty {
            delta["tool_calls"] = .array(
                calls.enumerated().map { index, call in
                    guard case .object(var members) = call else { return call }
                    members["index"] = .integer(index)
                    return .object(members)
                })
        }
        let chunks = [
            chunk(.object(delta), finish: .null), chunk([:], finish: calls.isEmpty ? "stop" : "tool_calls"),
        ]
        let lines = chunks.map { "data: \($0.text)\n\n" } + ["data: [DONE]\n\n"]
        return Loopback.Answer(body: Array(lines.joined().utf8))
    }

    private static func chunk(_ delta: JSONValue, finish: JSONValue) -> JSONValue {
        [
            "id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1, "model": "witness",
            "choices": [["index": 0, "delta": delta, "finish_reason": finish]],
        ]
    }

    private static func refusal(of request: String) -> Loopback.Answer {
        let key =
            request.split(separator: "\r\n").first { $0.lowercased().hasPrefix("authorization: bearer ") }
            .map { $0.dropFirst(22) } ?? ""
        let body: JSONValue = [
            "error": [
                "message": .string("Incorrect API key provided: \(key)"), "type": "invalid_request_error",
            ]
        ]
        return Loopback.Answer(
            status: "401 Unauthorized", headers: ["Content-Type: application/json"],
            body: Array(body.text.utf8))
    }
}

private final class Counter: Sendable {
    private let count = Atomic(0)
    func next() -> Int { count.add(1, ordering: .relaxed).newValue }
}
