import Testing
import Text

struct JSONTextTests {
    @Test(arguments: [
        (#"a\n\t\r\b\f\"\\\/z"#, "a\n\t\r\u{8}\u{C}\"\\/z"), (#"\u00e4\u20AC"#, "ä€"),
        (#"\ud83d\ude00!"#, "😀!"), (#"\ud83d"#, "\u{FFFD}"), (#"\ud83d\u0041"#, "\u{FFFD}A"),
        (#"\ude00"#, "\u{FFFD}"), (#"\ud83dx"#, "\u{FFFD}x"), (#"\ud83d\q"#, "\u{FFFD}q"),
        (#"\u12"#, "\u{FFFD}12"), (#"\u+123"#, "\u{FFFD}+123"), (#"\q"#, "q"), (#"a\"#, "a"), ("", ""),
    ])
    func `escapes are read, and what is none is kept`(escaped: String, text: String) {
        // Not from the beginning of the array, so that places and offsets are told apart.
        #expect(JSONText.unescaped(Array(("__" + escaped).utf8)[2...]) == text)
    }

    @Test(arguments: [
        ("plain ä €", #""plain ä €""#), ("\"\\/", #""\"\\/""#),
        ("\n\t\r\u{1}\u{1B}\u{7F}", "\"\\n\\t\\r\\u0001\\u001b\u{7F}\""),
    ])
    func `a text is quoted, and read back`(text: String, quoted: String) {
        var bytes: [UInt8] = []
        JSONText.append(quoted: text, to: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == quoted)
        #expect(JSONText.unescaped(bytes[1..<bytes.count - 1]) == text)
    }

    @Test func `what would steer a terminal is spelled out`() {
        #expect(JSONText.visible("{\"a\": \"\u{9B}31m\u{E0001}ä\"}") == #"{"a": "\u009b31m\udb40\udc01ä"}"#)
    }
}
