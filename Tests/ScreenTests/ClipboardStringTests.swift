import Testing

@testable import Screen

struct ClipboardStringTests {
    @Test(arguments: [("", ""), ("a", "YQ=="), ("ab", "YWI="), ("abc", "YWJj"), ("äöü\n", "w6TDtsO8Cg==")])
    func `a text is one OSC 52`(text: String, encoded: String) {
        let string = String(decoding: ClipboardString.bytes(text, throughScreen: false), as: UTF8.self)
        #expect(string == "\u{1b}]52;c;\(encoded)\u{7}")
    }

    @Test func `through GNU screen it comes in pieces that it passes on`() {
        let text = String(repeating: "long ", count: 500)
        let wrapped = String(decoding: ClipboardString.bytes(text, throughScreen: true), as: UTF8.self)
        let plain = String(decoding: ClipboardString.bytes(text, throughScreen: false), as: UTF8.self)
        #expect(wrapped.hasPrefix("\u{1b}P\u{1b}]52;c;"))
        #expect(wrapped.hasSuffix("\u{7}\u{1b}\\"))
        let pieces = wrapped.dropFirst(2).dropLast(2).split(separator: "\u{1b}\\\u{1b}P")
        #expect(pieces.joined() == plain)
        #expect(pieces.allSatisfy { $0.utf8.count <= 512 })
    }
}
