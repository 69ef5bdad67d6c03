import JSON
import Testing

struct JSONParserTests {
    @Test(
        arguments: [
            ("null", .null), (" true ", true), ("false", false), ("-0", 0), ("0.5", 0.5), ("1e3", 1000),
            ("1.0", 1), ("-12", -12), ("9223372036854775807", .integer(.max)),
            ("18446744073709551616", .number(0x1p64)),
            ("1e300", .number(1e300)), (#""a\n\u00e9\ud83d\ude00\/""#, "a\né😀/"), (#""\ud83d""#, "\u{FFFD}"),
            (#""\ud83dx""#, "\u{FFFD}x"), (#""\ud83d\u0041""#, "\u{FFFD}A"), ("[]", []), ("{}", [:]),
            ("[1, [2],{\"a\":null}]", [1, [2], ["a": .null]]), (#"{"a":1,"a":2}"#, ["a": 2]),
            ("\u{FEFF}{}", [:]),
            ("\"日本\"", "日本"),
        ] as [(String, JSONValue)])
    func `a document is read as RFC 8259 has it`(text: String, value: JSONValue) throws {
        #expect(try JSONValue(parsing: text) == value)
    }

    @Test(arguments: [
        ("", "it ends too early at byte 0"), ("{\"a\" 1}", "a colon is missing at byte 5"),
        ("[1,]", "a value is missing at byte 3"), ("{,}", "a name is missing at byte 1"),
        ("[1 2]", "an array is not closed at byte 3"), ("nul", "a value is missing at byte 0"),
        ("01", "a number begins with 0 at byte 0"), ("1.", "it ends too early at byte 2"),
        ("1e400", "it ends too early at byte 5"), ("NaN", "a value is missing at byte 0"),
        ("\"a\nb\"", "a string has a control character in it at byte 2"),
        ("{} x", "something follows the document at byte 3"),
        (#""\x""#, "an escape is unknown at byte 3"), ("\"a", "it ends too early at byte 2"),
    ])
    func `what is no document is told with its place`(text: String, fault: String) {
        let error = #expect(throws: JSONFault.self) { try JSONValue(parsing: text) }
        #expect(error?.description == fault)
    }

    @Test func `a document may be nested as deep as its bound and no deeper`() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "[{\"a\":", count: depth / 2) + "1" + String(repeating: "}]", count: depth / 2)
        }
        #expect(try JSONValue(parsing: nested(510)).text == nested(510))
        let error = #expect(throws: JSONFault.self) { try JSONValue(parsing: nested(512)) }
        #expect(error?.detail == "it is nested too deep")
        #expect(throws: JSONFault.self) { try JSONValue(parsing: String(repeating: "[", count: 1_000_000)) }
    }

    @Test func `of twins the later counts, or neither`() throws {
        let text = #"{"a":[{"b":1,"c":2,"b":3}]}"#
        #expect(try JSONValue(parsing: text) == ["a": [["b": 3, "c": 2]]])
        let error = #expect(throws: JSONFault.self) { try JSONValue(unambiguous: text) }
        #expect(error?.detail == "a name is given twice")
        #expect(try JSONValue(unambiguous: #"{"a":{"b":1},"c":{"b":1}}"#) == ["a": ["b": 1], "c": ["b": 1]])
    }

    @Test func `a large document is one pass`() throws {
        let rows = Array(repeating: #"{"vmid":101,"name":"web","cpu":0.25,"tags":"a;b"}"#, count: 20_000)
        #expect(try JSONValue(parsing: "[" + rows.joined(separator: ",") + "]").array?.count == 20_000)
    }
}
