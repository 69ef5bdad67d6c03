/// What a server's sentence about a conversation that is too long tells in tokens.
///
/// Anthropic: `prompt is too long: 208310 tokens > 200000 maximum`. OpenAI and vLLM: `This model's maximum context length
/// is 8192 tokens. However, you requested 9000 tokens (4904 in the messages, 4096 in the completion)`.
struct OverflowWords {
    private(set) var prompt: Int?
    private(set) var limit: Int?

    init(_ sentence: String) {
        let text = sentence.lowercased()
        prompt = Self.number(after: "prompt is too long: ", in: text)
        if prompt != nil {
            limit = Self.number(after: "tokens > ", in: text)
        } else if let known = Self.number(after: "maximum context length is ", in: text) {
            limit = known
            prompt = Self.number(before: " in the messages", in: text)
        }
        // One figure alone may be of something else.
        if limit == nil { prompt = nil }
    }

    private static func number(after words: String, in text: String) -> Int? {
        guard let place = text.firstRange(of: words) else { return nil }
        return count(text[place.upperBound...].prefix(while: \.isASCIIDigit))
    }

    private static func number(before words: String, in text: String) -> Int? {
        guard let place = text.firstRange(of: words) else { return nil }
        let digits = text[..<place.lowerBound].reversed().prefix(while: \.isASCIIDigit)
        return count(Substring(String(digits.reversed())))
    }

    private static func count(_ digits: Substring) -> Int? {
        Int(digits, radix: 10).flatMap { (1...1_000_000_000).contains($0) ? $0 : nil }
    }
}

extension Character {
    fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}
