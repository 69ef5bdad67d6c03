import FoundationEssentials
import Memory

/// The time that a search of the talks takes in a memory of very many messages.
enum Searching {
    /// Words as often as in any language: the second half as often as the first, the third a third (Zipf).
    private static let vocabulary = (0..<20_000).map { number in
        var (rest, word) = (UInt64(number) &* 0x9E37_79B9_7F4A_7C15, "")
        for _ in 0..<(3 + number % 7) {
            word.append(Character(UnicodeScalar(UInt8(ascii: "a") + UInt8(rest % 26))))
            rest /= 26
        }
        return word
    }

    static func measure(rows: Int, searches: Int) async throws -> [Finding] {
        let folder = try Folder()
        let store = try await Store.open(at: folder.path + "/state/jarvis").store
        var dice = SystemRandomNumberGenerator()
        let talk = try await store.conversations.begin(title: "bench", at: .now)
        for _ in 0..<(rows / 1_000) {
            let messages = (0..<1_000).map { _ in
                let text = (0..<12).map { _ in word(&dice) }.joined(separator: " ")
                return MessageRecord(
                    conversation: talk.id, time: .now, role: .user, content: "[]", text: text)
            }
            try await store.conversations.append(messages)
        }
        var durations: [Duration] = []
        for number in 0..<searches {
            let words = (0..<(1 + number % 3)).map { _ in word(&dice) }.joined(separator: " ")
            let began = ContinuousClock.now
            _ = try await store.conversations.search(words)
            durations.append(.now - began)
        }
        try await store.close()
        let samples = Samples(durations)
        let figures = [samples.median, samples.quantile(0.99)].map { $0.milliseconds.rounded(to: 1) }
        return [
            Finding(
                what:
                    "a search of \(rows) messages, one to three words as often as they are said",
                bound: "≤ 20 ms p99", value: "p50 \(figures[0]) ms, p99 \(figures[1]) ms of \(searches)",
                isKept: samples.quantile(0.99) <= .milliseconds(20), beside: "")
        ]
    }

    /// A word by how common it is.
    private static func word(_ dice: inout some RandomNumberGenerator) -> String {
        let share = Double.random(in: 0..<1, using: &dice)
        // The inverse of the sum of 1/n up to a rank, which grows as the logarithm does.
        let rank = Double(vocabulary.count)
        let place = Int(pow(rank, share)) - 1
        return vocabulary[min(max(0, place), vocabulary.count - 1)]
    }

    private static func pow(_ base: Double, _ exponent: Double) -> Double {
        var result = 1.0
        var factor = base
        var rest = exponent
        // By halves of the exponent: exact to what a rank needs.
        for _ in 0..<24 {
            factor = factor.squareRoot()
            rest *= 2
            if rest >= 1 {
                result *= factor
                rest -= 1
            }
        }
        return result
    }
}
