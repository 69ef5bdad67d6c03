import JSON
import Testing

@testable import ClusterKit

struct WireTests {
    @Test(arguments: [
        ("1", 1.0), ("\"1\"", 1), ("true", 1), ("false", 0), ("\"0.00\"", 0),
        ("0.177993527508091", 0.177993527508091),
        ("-3.5", -3.5), ("1e3", 1000), ("\"3399.933\"", 3399.933),
        ("12345678901234567890", 12_345_678_901_234_567_168),
        ("0.1", 0.1), ("9007199254740993", 9_007_199_254_740_992),
        ("0.30000000000000004", 0.30000000000000004),
    ])
    func `a number may be a text or a truth`(text: String, value: Double) throws {
        #expect(try fields("{\"x\":\(text)}").double("x", in: -1e30..<1e30) == value)
    }

    @Test(arguments: [
        "\"\"", "null", "\"N/A\"", "[1]", "{}", "\"1e999\"", "1e999", "\".\"", "\"-\"", "\"nan\"",
    ])
    func `what is no number is unknown`(text: String) throws {
        #expect(try fields("{\"x\":\(text)}").double("x", in: -1e30..<1e30) == nil)
        #expect(try fields("{\"x\":\(text)}").integer("x") == nil)
    }

    @Test(
        arguments: [
            ("7000000000", 7_000_000_000), ("\"5900\"", 5900), ("-1", -1), ("1.0", 1),
            ("2.5e9", 2_500_000_000),
            ("true", 1), ("9223372036854775807", nil), ("999999999999999999", 999_999_999_999_999_999),
        ] as [(String, Int?)])
    func `a whole number may be a text, a truth or a fraction`(text: String, value: Int?) throws {
        #expect(try fields("{\"x\":\(text)}").integer("x") == value)
    }

    @Test(
        arguments: [
            ("-0.1", nil), ("0", 0), ("12.5", 12.5), ("9999", 9999), ("1e4", nil), ("1e17", nil),
            ("1e300", nil),
            ("-1e300", nil), ("18446744073709551615", nil),
        ] as [(String, Double?)])
    func `a load beyond what any machine has is unknown`(text: String, value: Double?) throws {
        #expect(try fields("{\"x\":\(text)}").share("x") == value)
    }

    @Test(arguments: ["-1", "1e20", "1e300", "9223372036854775808", "-9e18", "\"NaN\""])
    func `a size, a moment and a time that nobody can mean are unknown`(text: String) throws {
        let fields = try fields("{\"x\":\(text)}")
        #expect(fields.count("x") == nil)
        #expect(fields.moment("x") == nil)
        #expect(fields.seconds("x") == nil)
        #expect(fields.processors("x") == nil)
    }

    @Test func `a text is cut where nobody would read on, between letters`() throws {
        let long = String(repeating: "ä", count: 300_000)
        let fields = try fields("{\"x\":\"\(long)\",\"tags\":\"a;\(long);b\",\"n\":1,\"t\":\"\(long)\"}")
        #expect(fields.word("x") == String(repeating: "ä", count: WireText.longestWord / 2) + "…")
        #expect(fields.word("x", longest: .max) == long)
        #expect(fields.list("tags").map { $0.utf8.count <= WireText.longestWord + 3 } == [true, true, true])
        #expect(TaskLogLine(fields)?.text.utf8.count == WireText.longestLine + 3)
    }

    @Test func `the largest file system there is has a size`() throws {
        #expect(try fields("{\"x\":9223372036854774784}").count("x") == 9_223_372_036_854_774_784)
    }

    @Test(
        arguments: [
            ("1", true), ("0", false), ("\"1\"", true), ("\"\"", false), ("\"0\"", false), ("true", true),
            ("\"yes\"", true), ("\"off\"", false), ("null", nil), ("\"maybe\"", nil), ("2", true),
        ] as [(String, Bool?)])
    func `a truth may be a number or a word`(text: String, value: Bool?) throws {
        #expect(try fields("{\"x\":\(text)}").bool("x") == value)
    }

    @Test(arguments: [
        (#""plain""#, "plain"), (#""a\"b\\c\/d""#, "a\"b\\c/d"), (#""\u00e4\n\t""#, "ä\n\t"),
        (#""\ud83d\ude00!""#, "😀!"), (#""\ud83d!""#, "\u{FFFD}!"), (#""\ude00""#, "\u{FFFD}"), ("12", "12"),
        ("true", "1"), ("\"grün\"", "grün"),
    ])
    func `escapes of a text are resolved`(text: String, value: String) throws {
        #expect(try fields("{\"x\":\(text)}").text("x") == value)
    }

    @Test func `bytes that are no UTF-8 become replacement characters`() throws {
        let body = Array("{\"data\":{\"x\":\"a".utf8) + [0xFF, 0xFE] + Array("\"}}".utf8)
        #expect(try Answer(body).fields().text("x") == "a\u{FFFD}\u{FFFD}")
    }

    @Test(arguments: [
        ("", "the answer is empty at byte 0"), ("   ", "the answer is empty at byte 0"),
        ("<html><body>502</body></html>", "the answer is a web page and not the API's at byte 0"),
        ("bad request", "the answer is not JSON at byte 0"), ("{}", "there is no `data` at byte 0"),
        ("{\"data\":[{\"vmid\":1},{\"vm", "it ends too early at byte 24"),
        ("{\"data\":[{\"vmid\":1}", "it ends too early at byte 19"),
        ("{\"data\":[]}}", "something follows the document at byte 11"),
        ("{\"data\":[{\"vmid\" 1}]}", "a colon is missing at byte 17"),
        ("{\"data\":[{\"vmid\":}]}", "a value is missing at byte 17"),
        ("{\"data\":{\"vmid\":1}}", "`data` is not a list at byte 8"),
    ])
    func `a body that is not the API's says what it is`(body: String, words: String) {
        let fault = #expect(throws: WireFault.self) { try ResourceList(Answer(Array(body.utf8))) }
        #expect(fault?.description == words)
    }

    @Test func `a list that is null is an empty list, but for the list of everything`() throws {
        let answer = Answer(Array("{\"data\":null,\"total\":1}".utf8))
        #expect(try answer.rows(TaskLogLine.self).elements == [])
        #expect(throws: WireFault.self) { try ResourceList(answer) }
    }

    @Test func `members around the data do not matter`() throws {
        let body =
            "{\"changes\":\"x\\\"]}\",\"errors\":{\"data\":[1]},\"data\":[{\"n\":1,\"t\":\"a\"}],\"total\":1}"
        let rows = try Answer(Array(body.utf8)).rows(TaskLogLine.self)
        #expect(rows.elements == [TaskLogLine(number: 1, text: "a")])
    }

    @Test func `no prefix of an answer is taken for the whole`() throws {
        let body = try fixture("resources-9").dropLast()
        for length in stride(from: 0, to: body.count - 1, by: 7) {
            #expect(throws: WireFault.self) { try ResourceList(Answer(Array(body.prefix(length)))) }
        }
    }

    @Test func `damaged bytes are refused or read, and never trap`() throws {
        let body = try fixture("resources-9")
        var damage = SystemRandomNumberGenerator()
        for _ in 0..<2000 {
            var copy = body
            for _ in 0..<3 {
                copy[Int.random(in: copy.indices, using: &damage)] = UInt8.random(in: 0...255, using: &damage)
            }
            _ = try? ResourceList(Answer(copy))
        }
    }

    @Test func `a deep document takes no stack`() throws {
        let depth = 200_000
        let body =
            "{\"data\":[{\"n\":1,\"x\":\(String(repeating: "[", count: depth))\(String(repeating: "]", count: depth))}]}"
        #expect(try Answer(Array(body.utf8)).rows(TaskLogLine.self).elements.count == 1)
    }
}
