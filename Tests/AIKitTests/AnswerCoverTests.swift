import Counterparts
import HTTP
import JSON
import Testing
import Text

@testable import AIKit

/// A server that quotes the key in its answer.
@Suite
struct AnswerCoverTests {
    private static let key = "sk-Quoted-0123456789"

    /// The events of an answer made of these events of the server's.
    private func events(_ kind: ProviderKind, _ events: [JSONValue]) async throws -> [ProviderEvent] {
        let body = events.map { "data: \($0.text)\n\n" }.joined()
        let loopback = try Loopback([Loopback.Answer(body: Array(body.utf8))])
        defer { loopback.stop() }
        let server = ModelServer(client: HTTPClient(), base: loopback.address, key: Secret(Self.key))
        let provider: any Provider =
            kind == .anthropic
            ? AnthropicProvider(model: "m", server: server)
            : OpenAIProvider(model: "m", server: server, dialect: .local)
        var heard: [ProviderEvent] = []
        let question = ProviderRequest(conversation: Conversation(system: "s", messages: [.user("Hi")]))
        for try await event in provider.respond(to: question) { heard.append(event) }
        return heard
    }

    private func chunk(_ delta: JSONValue, reason: JSONValue = .null) -> JSONValue {
        ["model": "m", "choices": [["index": 0, "delta": delta, "finish_reason": reason]]]
    }

    private func said(_ events: [ProviderEvent]) -> String {
        events.map { if case .textDelta(let text) = $0 { text } else { "" } }.joined()
    }

    private func message(_ events: [ProviderEvent]) throws -> Message {
        var assembly = TurnAssembly(author: Message.Author(provider: "p", model: "m"))
        for event in events { assembly.append(event) }
        return try #require(assembly.turn).message
    }

    @Test(arguments: [1, 3, 7, 100])
    func `an answer that quotes the key is told without it, however it streams`(width: Int) async throws {
        var deltas: [JSONValue] = []
        var rest = "The key was \(Self.key), quite. sk-Quo"[...]
        while !rest.isEmpty {
            deltas.append(chunk(["content": .string(String(rest.prefix(width)))]))
            rest = rest.dropFirst(width)
        }
        let events = try await events(.openai, deltas + [chunk([:], reason: "stop")])
        #expect(said(events) == "The key was <redacted>, quite. sk-Quo")
        #expect(try message(events).text == "The key was <redacted>, quite. sk-Quo")
    }

    @Test func `thoughts between its parts do not bring the key to light`() async throws {
        let pieces = Self.key.map {
            chunk(["content": .string("\($0)"), "reasoning_content": .string("\($0)")])
        }
        let events = try await events(.openai, pieces + [chunk([:], reason: "stop")])
        let thought = events.map { if case .thinkingDelta(let text) = $0 { text } else { "" } }.joined()
        for told in [said(events), thought] { #expect(told == "sk-Qu<redacted>") }
        #expect(try message(events).text == "<redacted>")
    }

    @Test func `a call has the key in none of its parts`() async throws {
        let function: JSONValue = [
            "name": .string(Self.key),
            "arguments": .string(#"{"node":"\#(Self.key)","\#(Self.key)":["\#(Self.key)"]}"#),
        ]
        let calls: JSONValue = [["index": 0, "id": .string("id-" + Self.key), "function": function]]
        let events = try await events(
            .openai, [chunk(["tool_calls": calls]), chunk([:], reason: "tool_calls")])
        #expect(!"\(events)".contains("Quoted"))
        let use = try #require(try message(events).toolUses.first)
        #expect(
            use
                == ToolUse(
                    id: "id-<redacted>", name: "<redacted>",
                    input: ["node": "<redacted>", "<redacted>": ["<redacted>"]]))
        #expect(events.contains(.toolUseStarted(id: "id-<redacted>", name: "<redacted>")))
    }

    @Test func `a call that is no JSON is quoted without the key, whole or cut`() async throws {
        for length in stride(from: 1970, through: 2010, by: 3) {
            let arguments = String(repeating: "x", count: length) + Self.key
            let calls: JSONValue = [
                ["index": 0, "id": "a", "function": ["name": "get_vms", "arguments": .string(arguments)]]
            ]
            let events = try await events(
                .openai, [chunk(["tool_calls": calls]), chunk([:], reason: "tool_calls")])
            #expect(!"\(events)".contains("Quo"))
        }
    }

    @Test func `a message that holds the key across its blocks is one text without it`() async throws {
        func block(_ index: Int, _ start: JSONValue, _ delta: JSONValue) -> [JSONValue] {
            [
                ["type": "content_block_start", "index": .integer(index), "content_block": start],
                ["type": "content_block_delta", "index": .integer(index), "delta": delta],
            ]
        }
        let half = Self.key.count / 2
        let (first, second) = (String(Self.key.prefix(half)), String(Self.key.dropFirst(half)))
        let text: JSONValue = ["type": "text", "text": ""]
        let stream: [JSONValue] =
            [["type": "message_start", "message": ["model": .string(Self.key)]]]
            + block(0, text, ["type": "text_delta", "text": .string("It was " + first)])
            + block(
                1, ["type": "thinking", "thinking": "", "signature": ""],
                ["type": "thinking_delta", "thinking": .string(Self.key)])
            + block(2, text, ["type": "text_delta", "text": .string(second + ".")])
            + [
                ["type": "message_delta", "delta": ["stop_reason": .string("odd " + Self.key)]],
                ["type": "message_stop"],
            ]
        let events = try await events(.anthropic, stream)
        #expect(said(events) == "It was <redacted>.")
        #expect(try message(events).content == [.text("It was <redacted>.")])
        #expect(events.first == .started(model: "<redacted>", requestID: nil))
        #expect(events.last == .finished(.other("odd <redacted>")))
    }

    @Test func `an answer without the key comes word by word as the server sends it`() async throws {
        let words = ["Good", " evening", ", it is all", " done."]
        let events = try await events(
            .openai, words.map { chunk(["content": .string($0)]) } + [chunk([:], reason: "stop")])
        #expect(events.compactMap { if case .textDelta(let text) = $0 { text } else { nil } } == words)
    }

    @Test func `an error that is cut in the middle of the key tells nothing of it`() async throws {
        for length in stride(from: 380, through: 400, by: 3) {
            let words = String(repeating: "x", count: length) + Self.key
            await #expect(throws: ProviderError.self) {
                do {
                    _ = try await events(.openai, [["error": ["message": .string(words)]]])
                } catch {
                    #expect(!"\(error)".contains("sk-"))
                    throw error
                }
            }
        }
    }

    @Test func `a word that stands in for a key may be said`() {
        var cover = AnswerCover(Secret("ollama"))
        #expect(cover.covered(.textDelta("I am ollama")) == [.textDelta("I am ollama")])
    }
}
