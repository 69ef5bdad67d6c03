import HTTP
import Testing

@testable import AIKit

/// Answers that never end.
@Suite
struct AnswerLimitTests {
    private func limits(_ change: (inout AnswerLimits) -> Void) -> AnswerLimits {
        var limits = AnswerLimits()
        change(&limits)
        return limits
    }

    @Test func `endless reasoning is stopped, and words are counted for themselves`() throws {
        let now = ContinuousClock.now
        var watch = AnswerWatch(limits { $0.reasoning = 1 << 20 }, at: now)
        for _ in 0..<(1 << 10) { watch.note(.thinkingDelta(String(repeating: "m", count: 1 << 10)), at: now) }
        try watch.check(calls: 0, at: now)
        watch.note(.textDelta("more"), at: now)
        try watch.check(calls: 0, at: now)
        watch.note(.thinkingDelta("m"), at: now)
        #expect(throws: ProviderError.cutOff(detail: "its reasoning has more than 1 MiB")) {
            try watch.check(calls: 0, at: now)
        }
    }

    @Test func `signs of life are no answer`() throws {
        let now = ContinuousClock.now
        var watch = AnswerWatch(AnswerLimits(), at: now)
        watch.note(.usage(Usage(input: 1)), at: now + .seconds(599))
        try watch.check(calls: 0, at: now + .seconds(600))
        #expect(throws: ProviderError.self) { try watch.check(calls: 0, at: now + .seconds(601)) }
        watch.note(.textDelta("at last"), at: now + .seconds(601))
        try watch.check(calls: 0, at: now + .seconds(1200))
    }

    @Test func `slow thinking and slow speaking have their ends`() throws {
        let now = ContinuousClock.now
        var watch = AnswerWatch(AnswerLimits(), at: now)
        watch.note(.thinkingDelta("hm"), at: now + .seconds(1800))
        try watch.check(calls: 0, at: now + .seconds(1800))
        #expect(throws: ProviderError.cutOff(detail: "I stopped it: for 30 min the model only thought")) {
            try watch.check(calls: 0, at: now + .seconds(1801))
        }
        watch.note(.textDelta("well"), at: now + .seconds(3600))
        try watch.check(calls: 0, at: now + .seconds(3600))
        #expect(throws: ProviderError.self) { try watch.check(calls: 0, at: now + .seconds(3601)) }
    }

    @Test func `endless arguments of either kind of server are counted`() throws {
        var openai = OpenAIDecoder(model: "m")
        var anthropic = AnthropicDecoder(model: "m")
        let piece = String(repeating: "a", count: 1 << 12)
        _ = try anthropic.decode(
            ServerSentEvent(
                data:
                    #"{"type":"content_block_start","index":0,"content_block":{"type":"tool_use","id":"t","name":"n"}}"#
            ))
        for _ in 0..<300 {
            _ = try openai.decode(
                ServerSentEvent(
                    data:
                        "{\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"t\",\"function\":{\"name\":\"n\",\"arguments\":\"\(piece)\"}}]}}]}"
                ))
            _ = try anthropic.decode(
                ServerSentEvent(
                    data:
                        "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\"\(piece)\"}}"
                ))
        }
        for bytes in [openai.callBytes, anthropic.callBytes] {
            var watch = AnswerWatch(AnswerLimits(), at: .now)
            #expect(throws: ProviderError.cutOff(detail: "its calls have more than 1 MiB")) {
                try watch.check(calls: bytes, at: .now)
            }
        }
    }
}
