import Glibc
import Testing

@testable import AIKit

/// Streams recorded from real servers, when their folder is at hand.
@Suite
struct RecordedStreamsTests {
    /// Given by `JARVIS_AI_RECORDED`.
    static let folder = getenv("JARVIS_AI_RECORDED").map { String(cString: $0) } ?? ""

    static let streams: [(kind: ContractCase.Kind, path: String)] = [
        ("anthropic-recorded", ContractCase.Kind.anthropic, [".sse"]),
        ("anthropic-sdk", .anthropic, [".sse", ".txt"]),
        ("llama-server-real", .openai, ["stream_true.txt", "chat_stream_usage.sse"]),
        ("llama-server-real", .anthropic, ["anthropic_messages_tool_stream.sse"]),
    ].flatMap { name, kind, endings in
        Fixtures.names(in: folder + "/" + name).filter { file in endings.contains { file.hasSuffix($0) } }
            .map { (kind, folder + "/" + name + "/" + $0) }
    }

    static let isPresent = !streams.isEmpty
    private static let isMissing: Comment = "no recorded streams: set JARVIS_AI_RECORDED to their folder"

    @Test(.enabled(if: isPresent, isMissing), arguments: streams)
    func `a recorded stream becomes a turn`(_ kind: ContractCase.Kind, _ path: String) throws {
        // Some recordings lost the blank line at their end, others are followed by a remark of the recorder.
        let recorded = String(decoding: try Fixtures.read(path), as: UTF8.self)
        let stream = recorded.split(separator: "\n\nHTTP 200").first.map { Array($0.utf8) } ?? []
        let turn = try ContractCase.decode([stream + Array("\n\n".utf8)], kind)
        #expect(turn.model != "asked")
        for use in turn.message.toolUses {
            #expect(!use.id.isEmpty && !use.name.isEmpty)
            if case .object = use.input {} else { Issue.record("input of \(use.name) is no object") }
            if use.malformed != nil { #expect(path.contains("invalid") || turn.stopReason == .maxTokens) }
        }
    }

    @Test(.enabled(if: isPresent, isMissing))
    func `recorded refusals, truncations and models are told apart`() throws {
        func turn(_ name: String, _ kind: ContractCase.Kind = .anthropic) throws -> Turn {
            let bytes = try Fixtures.read(RecordedStreamsTests.folder + "/" + name)
            return try ContractCase.decode([bytes + Array("\n\n".utf8)], kind)
        }
        #expect(try turn("anthropic-sdk/refusal_response.txt").stopReason == .refusal(category: "cyber"))
        #expect(try turn("anthropic-sdk/incomplete_partial_json_response.txt").stopReason == .maxTokens)
        #expect(
            try turn("anthropic-sdk/tool_use_invalid_json_response.txt").message.toolUses[0].malformed != nil)
        #expect(
            try turn("anthropic-sdk/message_delta_fields_response.txt").usage
                == Usage(input: 40, output: 8, cacheRead: 7, cacheWrite: 12, cacheWriteHour: 0, thinking: 3))
        #expect(try turn("anthropic-sdk/unknown_events_response.txt").usage == Usage(input: 11, output: 6))
        #expect(
            try turn("llama-server-real/chat_stream_usage.sse", .openai).usage
                == Usage(input: 39, output: 6, cacheRead: 0))
        let parallel = try turn("anthropic-recorded/anthropic-sonnet.parallel_tool_calls.1.sse")
        #expect(parallel.stopReason == .toolUse && parallel.message.toolUses.count == 2)
        let dialect = try turn("llama-server-real/anthropic_messages_tool_stream.sse")
        #expect(dialect.message.toolUses.map(\.input) == [["vmid": 104]])
    }

    @Test(
        .enabled(if: isPresent, isMissing),
        arguments: [
            ("context_overflow", .contextOverflow(prompt: 14039, limit: 4096)),
            ("context_overflow_stream", .contextOverflow(prompt: 14039, limit: 4096)),
            ("unauthorized", .authentication(detail: "Invalid API Key")),
            (
                "not_found",
                .misconfigured(
                    detail:
                        "http://host/chat/completions answers 404 (File Not Found); is ai.base_url right? "
                        + "It usually ends in /v1")
            ),
        ] as [(String, ProviderError)])
    func `a recorded error becomes its own case`(_ name: String, _ expected: ProviderError) throws {
        let bytes = try Fixtures.read(RecordedStreamsTests.folder + "/llama-server-real/\(name).http")
        #expect(try fault(bytes).error == expected)
    }

    private func fault(_ bytes: [UInt8]) throws -> ServerFault {
        let text = String(decoding: bytes.filter { $0 != UInt8(ascii: "\r") }, as: UTF8.self)
        let parts = text.split(separator: "\n\n", maxSplits: 1)
        let status = try #require(parts.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) })
        return ServerFault(
            head: .init(status: status, reason: "", headers: []), body: Array(parts[1].utf8), key: nil,
            address: ServerAddress(base: "http://host", path: "/chat/completions"))
    }
}
