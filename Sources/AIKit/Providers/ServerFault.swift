import HTTP
import JSON
import Text

/// An error as a model server reports it, in the head and body of an answer or inside a stream.
///
/// Anthropic's form is `{"type":"error","error":{type, message, details{error_code}}}`, OpenAI's
/// `{"error":{message, type, code}}`; servers that imitate them mix both, so one reading serves all.
struct ServerFault {
    /// `nil` inside a stream.
    var status: Int?
    var type: String
    var code: String
    var message: String
    var promptTokens: Int?
    var contextTokens: Int?
    var retryAfter: Duration?
    /// Where a 404 says that nothing is; `nil` when it is the model that is missing.
    private var wrongAddress: ServerAddress?

    /// Reads an answer with a status of 300 and above.
    init(head: HTTPResponseHead, body: [UInt8], key: Secret?, address: ServerAddress? = nil) {
        let json = try? JSONValue(bytes: body)
        self.init(
            json ?? .string(WebPage(body, key: key)?.words ?? String(decoding: body, as: UTF8.self)),
            fallback: head.reason, key: key)
        status = head.status
        retryAfter = RetryPolicy.asked(in: head)
        let isAboutModel = json?["error"] != nil && message != "File Not Found"
        wrongAddress = head.status == 404 && !isAboutModel ? address : nil
    }

    /// Reads an error event of a stream.
    init(_ document: JSONValue, fallback: String = "no reason given", key: Secret? = nil) {
        let error = document["error"] ?? document
        type = error["type"]?.string ?? ""
        code = error["details"]?["error_code"]?.string ?? error["code"]?.string ?? ""
        promptTokens = error["n_prompt_tokens"]?.integer
        contextTokens = error["n_ctx"]?.integer
        let words = error["message"]?.string ?? error.string ?? error["detail"]?.string ?? fallback
        // Inside a stream some servers give the status as the code.
        status = error["code"]?.integer.flatMap { (400...599).contains($0) ? $0 : nil }
        let known = key?.covered(in: words) ?? words
        let line = Untrusted(known.prefix(400)).line
        message = String(line.isEmpty ? "no reason given" : line).trimmingFullStop
        let counted = OverflowWords(message)
        promptTokens = promptTokens ?? counted.prompt
        contextTokens = contextTokens ?? counted.limit
    }

    /// The error for the operator.
    var error: ProviderError {
        if let named = ServerFault.byName[code] ?? ServerFault.byName[type] { return named(self) }
        if let phrase = ServerFault.byPhrase.first(where: { message.lowercased().contains($0.phrase) }) {
            return phrase.error(self)
        }
        if let address = wrongAddress {
            return .misconfigured(detail: "\(address) answers 404 (\(message)); \(address.hint)")
        }
        return status.map(byStatus) ?? .server(status: nil, detail: message)
    }

    private func byStatus(_ status: Int) -> ProviderError {
        switch status {
        case 401: .authentication(detail: message)
        case 402: .spendLimit(detail: message)
        case 403: .forbidden(detail: message)
        case 404: .unknownModel(detail: message)
        case 408: .timedOut(detail: message)
        case 429: .rateLimited(retryAfter: retryAfter, detail: message)
        case 503, 529: .overloaded(retryAfter: retryAfter, detail: message)
        case 500...: .server(status: status, detail: message)
        default: .badRequest(status: status, detail: message)
        }
    }

    /// The servers' own words for a kind of error, whatever the status.
    private static let byName: [String: @Sendable (ServerFault) -> ProviderError] = [
        "overloaded_error": { .overloaded(retryAfter: $0.retryAfter, detail: $0.message) },
        "enforced_spend_limit_reached": { .spendLimit(detail: $0.message) },
        "contract_spend_limit_reached": { .spendLimit(detail: $0.message) },
        "billing_error": { .spendLimit(detail: $0.message) },
        "insufficient_quota": { .spendLimit(detail: $0.message) },
        "exceed_context_size_error": overflow,
        "context_length_exceeded": overflow,
        "tool_use_failed": { .toolCallFailed(detail: $0.message) },
        "authentication_error": { .authentication(detail: $0.message) },
        "permission_error": { .forbidden(detail: $0.message) },
        "rate_limit_error": { .rateLimited(retryAfter: $0.retryAfter, detail: $0.message) },
    ]

    private static let overflow: @Sendable (ServerFault) -> ProviderError = {
        .contextOverflow(prompt: $0.promptTokens, limit: $0.contextTokens)
    }

    /// Kinds that the servers tell apart by their sentence only.
    private static let byPhrase: [(phrase: String, error: @Sendable (ServerFault) -> ProviderError)] = [
        ("prompt is too long", overflow),
        ("maximum context length is", overflow),
        ("loading model", { .loading(detail: $0.message) }),
        ("credit balance is too low", { .spendLimit(detail: $0.message) }),
        ("api usage limits", { .spendLimit(detail: $0.message) }),
    ]
}

extension String {
    /// The text without a full stop at its end, because it becomes part of a sentence.
    fileprivate var trimmingFullStop: String {
        hasSuffix(".") ? String(dropLast()) : self
    }
}

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
