import FoundationEssentials
import HTTP
import JSON
import Testing
import Text

@testable import AIKit

@Suite
struct ServerFaultTests {
    private static let faults: [(Int, String, [HTTPHeader], ProviderError)] = [
        (
            401, #"{"type":"error","error":{"type":"authentication_error","message":"invalid x-api-key"}}"#,
            [],
            .authentication(detail: "invalid x-api-key")
        ),
        (
            401, #"{"error":{"message":"Incorrect API key provided: sk-secret.","code":"invalid_api_key"}}"#,
            [],
            .authentication(detail: "Incorrect API key provided: <redacted>")
        ),
        (403, #"{"error":{"type":"permission_error","message":"no"}}"#, [], .forbidden(detail: "no")),
        (
            404, #"{"error":{"type":"not_found_error","message":"model: claude-9"}}"#, [],
            .unknownModel(detail: "model: claude-9")
        ),
        (402, #"{"error":{"type":"billing_error","message":"pay"}}"#, [], .spendLimit(detail: "pay")),
        (
            400,
            #"{"error":{"type":"invalid_request_error","message":"Your credit balance is too low to go on"}}"#,
            [],
            .spendLimit(detail: "Your credit balance is too low to go on")
        ),
        (
            400, #"{"error":{"type":"invalid_request_error","message":"prompt is too long: 9 tokens"}}"#, [],
            .contextOverflow(prompt: nil, limit: nil)
        ),
        (
            400,
            #"{"error":{"code":400,"type":"exceed_context_size_error","n_prompt_tokens":14039,"n_ctx":4096}}"#,
            [],
            .contextOverflow(prompt: 14039, limit: 4096)
        ),
        (
            400, #"{"error":{"code":"context_length_exceeded","message":"too long"}}"#, [],
            .contextOverflow(prompt: nil, limit: nil)
        ),
        (
            400, #"{"error":{"message":"Unsupported parameter","param":"max_tokens"}}"#, [],
            .badRequest(status: 400, detail: "Unsupported parameter")
        ),
        (
            429, #"{"error":{"type":"rate_limit_error","message":"slow down"}}"#,
            [HTTPHeader("Retry-After", "7.5")],
            .rateLimited(retryAfter: .milliseconds(7500), detail: "slow down")
        ),
        (
            429, #"{"error":{"message":"slow"}}"#,
            [HTTPHeader("retry-after-ms", "20"), HTTPHeader("retry-after", "9")],
            .rateLimited(retryAfter: .milliseconds(20), detail: "slow")
        ),
        (
            429,
            #"{"error":{"type":"rate_limit_error","message":"spent","details":{"error_code":"enforced_spend_limit_reached"}}}"#,
            [], .spendLimit(detail: "spent")
        ),
        (
            429, #"{"error":{"code":"insufficient_quota","message":"quota"}}"#, [],
            .spendLimit(detail: "quota")
        ),
        (
            529, #"{"error":{"type":"overloaded_error","message":"Overloaded"}}"#, [],
            .overloaded(retryAfter: nil, detail: "Overloaded")
        ),
        (
            503, #"{"error":{"message":"Loading model","type":"unavailable_error","code":503}}"#, [],
            .loading(detail: "Loading model")
        ),
        (500, "<html>\u{1B}[31moops</html>", [], .server(status: 500, detail: "␛[31moops")),
        (502, "", [], .server(status: 502, detail: "no reason given")),
    ]

    @Test(arguments: faults.indices)
    func `each server error becomes its own case`(_ index: Int) {
        let (status, body, headers, expected) = ServerFaultTests.faults[index]
        let fault = ServerFault(
            head: HTTPResponseHead(status: status, reason: "", headers: headers), body: Array(body.utf8),
            key: Secret("sk-secret"))
        #expect(fault.error == expected)
    }

    @Test(arguments: ServerFaultTests.faults.indices)
    func `each error is one sentence`(_ index: Int) {
        let text = ServerFaultTests.faults[index].3.description
        #expect(text.hasSuffix(".") && !text.contains("\n") && text.count > 20)
    }

    @Test
    func `the wait before a repetition doubles, is capped, and heeds the server`() {
        let policy = RetryPolicy(repetitions: 9, jitter: { 0.25 })
        let lost = ProviderError.offline(detail: "x")
        #expect(policy.wait(before: 0, after: lost) == .seconds(0.375))
        #expect(policy.wait(before: 3, after: lost) == .seconds(3))
        #expect(policy.wait(before: 8, after: lost) == .seconds(6))
        #expect(policy.wait(before: 9, after: lost) == nil)
        #expect(
            policy.wait(before: 0, after: .rateLimited(retryAfter: .seconds(9), detail: "x")) == .seconds(9))
        #expect(policy.wait(before: 0, after: .rateLimited(retryAfter: .seconds(3600), detail: "x")) == nil)
        #expect(policy.wait(before: 0, after: .spendLimit(detail: "x")) == nil)
        #expect(policy.wait(before: 0, after: .badRequest(status: 400, detail: "x")) == nil)
        #expect(policy.wait(before: 0, after: .cutOff(detail: "x")) == nil)
    }

    @Test(
        arguments: [
            ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777), ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
            ("Thu, 29 Feb 2024 12:00:00 GMT", 1_709_208_000),
            ("Sat, 21 Nov 2026 02:36:35 GMT", 1_795_228_595),
            ("Sunday, 06-Nov-94 08:49:37 GMT", nil), ("soon", nil),
        ] as [(String, Int?)])
    func `a date in a header is understood`(_ text: String, _ expected: Int?) {
        #expect(RetryPolicy.unixTime(httpDate: text) == expected)
    }

    @Test
    func `a date to retry at counts from now`() {
        let head = HTTPResponseHead(
            status: 503, reason: "", headers: [HTTPHeader("retry-after", "Thu, 01 Jan 1970 00:01:40 GMT")])
        #expect(RetryPolicy.asked(in: head, now: Date(timeIntervalSince1970: 40)) == .seconds(60))
        #expect(RetryPolicy.asked(in: head, now: Date(timeIntervalSince1970: 4000)) == .zero)
    }
}

@Suite
struct ServerAddressTests {
    @Test(arguments: [
        ("http://h:8080/v1", "http://h:8080/v1/chat/completions"),
        ("http://h:8080/v1/", "http://h:8080/v1/chat/completions"),
        ("http://h:8080/v1/chat/completions", "http://h:8080/v1/chat/completions"),
        ("http://h/v1/chat/completions//", "http://h/v1/chat/completions"),
        ("http://h/deploy?api-version=1", "http://h/deploy/chat/completions?api-version=1"),
        ("http://h", "http://h/chat/completions"),
    ])
    func `a base of OpenAI's interface becomes the address that is meant`(base: String, expected: String) {
        #expect(ServerAddress(base: base, path: "/chat/completions").url == expected)
    }

    @Test(arguments: [
        "https://h", "https://h/", "https://h/v1", "https://h/v1/", "https://h/v1/messages",
    ])
    func `a base of Anthropic's interface has its version once`(base: String) {
        #expect(ServerAddress(base: base, path: "/v1/messages").url == "https://h/v1/messages")
    }

    @Test func `an address is told without what may be secret in it`() {
        let address = ServerAddress(base: "https://me:sk-secret@h:1/v1?key=sk-secret", path: "/models")
        #expect(address.description == "https://h:1/v1/models")
        #expect(address.url == "https://me:sk-secret@h:1/v1/models?key=sk-secret")
    }
}
