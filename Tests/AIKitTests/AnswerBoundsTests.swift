import Testing

@testable import AIKit

struct AnswerBoundsTests {
    private let start = ContinuousClock.now

    /// The error that the events bring, each `repeats` times and a second after the other.
    private func fault(
        _ event: ProviderEvent, _ repeats: Int, tokens: Int = 4096, every pause: Duration = .milliseconds(1)
    ) -> String? {
        var bounds = AnswerBounds(maxTokens: tokens, since: start)
        for number in 1...repeats {
            do throws(ProviderError) {
                try bounds.take(chunk: 100, [event], at: start + pause * number)
            } catch {
                return "\(error)"
            }
        }
        return nil
    }

    @Test(arguments: [ProviderEvent.textDelta("word "), .thinkingDelta("hm ")])
    func `an answer of the tokens that were asked for is heard to its end, and an endless one is not`(
        event: ProviderEvent
    ) throws {
        #expect(fault(event, 4096 * 4, every: .seconds(60)) == nil)
        #expect(try #require(fault(event, 100_000)).contains("far beyond the tokens"))
        #expect(fault(event, 1000, tokens: 1) == nil)
    }

    @Test func `words and thoughts have a bound`() throws {
        let words = String(repeating: "x", count: 1 << 20)
        for part in [ProviderEvent.textDelta(words), .thinkingDelta(words)] {
            #expect(fault(part, 8) == nil)
            #expect(try #require(fault(part, 9)).contains("8 MiB of words"))
        }
    }

    @Test func `signs of life are not waited for without end`() throws {
        #expect(fault(.usage(Usage()), 599, every: .seconds(1)) == nil)
        #expect(try #require(fault(.usage(Usage()), 700, every: .seconds(1))).contains("10 minutes"))
        #expect(fault(.textDelta("a"), 100, every: .seconds(500)) == nil)
    }

    @Test func `bytes that mean nothing have a bound`() throws {
        var bounds = AnswerBounds(maxTokens: 4096, since: start)
        for _ in 0..<64 { try bounds.take(chunk: 1 << 20, [], at: start) }
        #expect(throws: ProviderError.self) { try bounds.take(chunk: 1, [], at: start) }
    }
}
