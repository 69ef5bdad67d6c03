import Testing
import Text

@testable import Screen

/// What a program wishes of the terminal in front of the user, and how that is taken back.
struct WishRequestTests {
    private static func wishes(_ change: (inout ProgramWishes) -> Void) -> ProgramWishes {
        var wishes = ProgramWishes()
        change(&wishes)
        return wishes
    }

    static let single: [(ProgramWishes, String, String)] = [
        (wishes { $0.hover = true }, "␛[?1003h", "␛[?1003l␛[?1000h␛[?1002h"),
        (wishes { $0.cursor = RGB(0x0A14FF) }, "␛]12;rgb:0a/14/ff␛\\", "␛]112␛\\"),
        (wishes { $0.title = "make" }, "␛[22;2t␛]2;make␛\\", "␛[23;2t"),
        (wishes { $0.progress = .init(state: 1, share: 40) }, "␛]9;4;1;40␛\\", "␛]9;4;0;0␛\\"),
        (
            wishes { $0.title = "a\u{1B}]52;c;eA==\u{7}b\u{9C}c\u{202E}d\u{2028}e" },
            "␛[22;2t␛]2;a ]52;c;eA== b c d e␛\\", "␛[23;2t"
        ),
    ]

    @Test(arguments: single)
    func `a wish is asked for once, and taken back at the end`(
        wish: ProgramWishes, asked: String, undone: String
    ) {
        var request = WishRequest()
        #expect(request.want(wish).replacing("\u{1B}", with: "␛") == asked)
        #expect(request.want(wish) == "")
        #expect(request.end().replacing("\u{1B}", with: "␛") == undone)
        #expect(request.end() == "")
    }

    @Test func `the window's own title is put aside once`() {
        var request = WishRequest()
        var wishes = ProgramWishes()
        var text = ""
        for title in ["one", "two", nil, "three"] {
            wishes.title = title
            text += request.want(wishes)
        }
        text += request.end()
        let title = "\u{1B}]2;"
        let end = "\u{1B}\\"
        #expect(
            text == "\u{1B}[22;2t\(title)one\(end)\(title)two\(end)\u{1B}[23;2t"
                + "\u{1B}[22;2t\(title)three\(end)\u{1B}[23;2t")
    }

    @Test func `a title is cut`() {
        var request = WishRequest()
        var wishes = ProgramWishes()
        wishes.title = String(repeating: "x", count: 5_000)
        #expect(request.want(wishes).utf8.count < 300)
    }

    static let notices: [(String, String, String)] = [
        ("", "done", "␛]9;done␛\\"), ("Build", "it works", "␛]777;notify;Build;it works␛\\"),
        ("a;b", "c;d", "␛]777;notify;a,b;c;d␛\\"), ("", "4;1;50", "␛]777;notify;Jarvis;4;1;50␛\\"),
        ("", "a\u{1B}\\b\u{7}", "␛]9;a \\b ␛\\"),
    ]

    @Test(arguments: notices)
    func `a notice is one string that nothing in it ends`(title: String, text: String, sent: String) {
        #expect(WishRequest.notice(title, text).replacing("\u{1B}", with: "␛") == sent)
    }
}

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
