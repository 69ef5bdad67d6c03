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
        let count = Tally()
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
            return answer("\(words) (answer \(count.add()))", [])
        }
    }

    /// Calls the tool that a question names behind `call`, with what its schema requires; asked for `tools`, names them.
    static func caller() throws -> Loopback {
        try Loopback { request in
            guard let body = body(of: request), let last = body["messages"]?.array?.last else {
                return Loopback.Answer(headers: ["Content-Type: application/json"], body: Array("{}".utf8))
            }
            let functions = (body["tools"]?.array ?? []).compactMap { $0["function"] }
            let question = last["role"] == "user" ? last["content"]?.string ?? "" : ""
            if question.contains("tools"), !question.contains("call ") {
                return answer(functions.compactMap { $0["name"]?.string }.joined(separator: " "), [])
            }
            let called = functions.first { function in
                function["name"]?.string.map { question.contains("call \($0)") } ?? false
            }
            guard let called, let name = called["name"]?.string else { return answer("done", []) }
            return answer("", [call(name, arguments(for: called["parameters"]).text)])
        }
    }

    /// The tool whose result a request ends with.
    static func answeredTool(in request: String) -> String? {
        guard let messages = body(of: request)?["messages"]?.array, messages.last?["role"] == "tool" else {
            return nil
        }
        let calls = messages.last { $0["tool_calls"] != nil }?["tool_calls"]?.array
        return calls?.first?["function"]?["name"]?.string
    }

    private static func body(of request: String) -> JSONValue? {
        guard let start = request.firstRange(of: "\r\n\r\n")?.upperBound else { return nil }
        return try? JSONValue(parsing: String(request[start...]))
    }

    /// One value for each member that a schema requires.
    private static func arguments(for schema: JSONValue?) -> JSONValue {
        var values: [String: JSONValue] = [:]
        for name in (schema?["required"]?.array ?? []).compactMap(\.string) {
            let member = schema?["properties"]?[name]
            if let choice = member?["enum"]?.array?.first {
                values[name] = choice
            } else if let known = known[name] {
                values[name] = known
            } else {
                values[name] = member?["type"] == "integer" ? 1 : member?["type"] == "boolean" ? true : "x"
            }
        }
        return .object(values)
    }

    /// What there is in the simulated homelab.
    private static let known: [String: JSONValue] = ["vmid": 105, "node": "pve", "storage": "local"]

    private static let calls: [(String, @Sendable (String) -> [JSONValue])] = [
        ("look", { _ in [call("get_vms", "{}"), call("get_containers", "{}")] }),
        (
            "orders",
            { _ in
                [103, 112, 126].map { call("restart_container", "{\"vmid\":\($0)}", id: "call \($0)") }
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

/// A count that several threads add to.
final class Tally: Sendable {
    private let number = Atomic(0)

    var count: Int { number.load(ordering: .relaxed) }

    /// The count afterwards.
    @discardableResult
    func add(_ more: Int = 1) -> Int { number.add(more, ordering: .relaxed).newValue }
}
