import Testing

@testable import Screen

/// Keys as kitty's protocol and xterm's modifyOtherKeys tell them.
struct KeyProtocolTests {
    /// What bytes are, ESC spelled `␛`.
    private func inputs(_ text: String) -> [Input] {
        var decoder = KeyDecoder()
        return decoder.feed(Array(text.replacing("␛", with: "\u{1B}").utf8)) + decoder.flush()
    }

    static let names: [(String, String)] = [
        ("␛[97;5u", "C-a"), ("␛[97;6u", "C-S-a"), ("␛[97:65;6u", "C-S-a"), ("␛[105;5u", "C-i"),
        ("␛[49;5u", "C-1"), ("␛[97;3u", "M-a"), ("␛[97;4u", "M-A"), ("␛[51:35;4u", "M-#"),
        ("␛[97;9u", "D-a"), ("␛[97;17u", "H-a"), ("␛[97;33u", "T-a"), ("␛[97;69u", "C-a"),
        ("␛[97;133u", "C-a"),
        ("␛[27u", "Esc"), ("␛[13;5u", "C-Enter"), ("␛[13;2u", "S-Enter"), ("␛[9;6u", "C-S-Tab"),
        ("␛[127;5u", "C-Backspace"), ("␛[32;5u", "C-Space"), ("␛[1;129A", "Up"), ("␛[1;13A", "C-D-Up"),
        ("␛[13~", "F3"), ("␛[57376u", "F13"), ("␛[57398;5u", "C-F35"), ("␛[42~", "F21"), ("␛[56~", "F35"),
        ("␛[57363u", "Menu"), ("␛[57428u", "#57428"), ("␛[E", "Begin"), ("␛OE", "Begin"),
        ("␛[57427u", "Begin"),
        ("␛[57399u", "0"), ("␛[57414u", "Enter"), ("␛[57417;5u", "C-Left"), ("␛[57423u", "Home"),
        ("␛[97;;97u", "a"), ("␛[97;2;65u", "A"), ("␛[113;;64u", "@"), ("␛[0;;228u", "ä"),
        ("␛[49:33;2;33u", "!"),
        ("␛[27;5;49~", "C-1"), ("␛[27;6;33~", "C-S-!"), ("␛[27;6;65~", "C-S-a"), ("␛[27;2;13~", "S-Enter"),
        ("␛[27;5;13~", "C-Enter"), ("␛[27;4;65~", "M-A"), ("␛[44;5u", "C-,"), ("␛O5j", "C-*"), ("␛OX", "="),
    ]

    @Test(arguments: names)
    func `a key has the name bindings know, however it is told`(bytes: String, name: String) {
        #expect(inputs(bytes).map(\.key?.description) == [name])
    }

    static let reports: [(String, KeyReport?)] = [
        ("a", nil), ("␛[A", nil), ("␛[1;5A", nil), ("␛[13;5u", nil),
        ("␛[97:65:99;6u", KeyReport(.character("a"), modifiers: 5, shifted: "A", base: "c")),
        ("␛[1089::99;5u", KeyReport(.character("с"), modifiers: 4, base: "c")),
        ("␛[97;1:2u", KeyReport(.character("a"), isRepeat: true)),
        ("␛[97;2;65u", KeyReport(.character("a"), modifiers: 1, text: "A")),
        ("␛[27;6;33~", KeyReport(.character("!"), modifiers: 5, shifted: "!")),
        ("␛[27;6;65~", KeyReport(.character("a"), modifiers: 5, shifted: "A")),
        ("␛[1;129A", KeyReport(.up, modifiers: 128)),
        ("␛[1;1:2A", KeyReport(.up, isRepeat: true)),
        ("␛x", KeyReport(.character("x"), modifiers: 2, isPrefixed: true)),
        ("␛ä", KeyReport(.character("ä"), modifiers: 2, isPrefixed: true)),
        ("␛[", KeyReport(.character("["), modifiers: 2, isPrefixed: true)),
        ("␛␛", KeyReport(.escape, modifiers: 2, isPrefixed: true)),
        ("␛OM", KeyReport(.enter, isKeypad: true)),
        ("␛Ou", KeyReport(.character("5"), isKeypad: true)),
        ("␛O5k", KeyReport(.character("+"), modifiers: 4, isKeypad: true)),
        ("␛[57409;129u", KeyReport(.character("."), modifiers: 128, isKeypad: true)),
        ("␛[57426u", KeyReport(.delete, isKeypad: true)),
    ]

    @Test(arguments: reports)
    func `what else a terminal tells of a key is kept`(bytes: String, report: KeyReport?) {
        #expect(inputs(bytes).map(\.report) == [report])
    }

    static let releases: [(String, String)] = [
        ("␛[97;1:3u", "a"), ("␛[97;5:3u", "C-a"), ("␛[1;1:3A", "Up"), ("␛[3;1:3~", "Delete"),
        ("␛[57414;1:3u", "Enter"),
    ]

    @Test(arguments: releases)
    func `a key let go of is no key pressed`(bytes: String, name: String) throws {
        let key = try #require(Key(name))
        #expect(inputs(bytes).map(\.kind) == [.release(key)])
        #expect(inputs(bytes).compactMap(\.key) == [])
    }

    @Test func `a terminal's answer about its keyboard is one`() {
        #expect(inputs("␛[?5u").map(\.kind) == [.answer(.keyboard(flags: 5))])
    }
}

extension DisplayTests {
    /// What a terminal is asked to tell of keys; here as terminfo's globals are shared with the displays.
    @Suite struct KeyboardRequests {
        static let types: [(String, String)] = [
            ("xterm-256color", "␛[>4;1m␛[?u"), ("tmux-256color", "␛[>4;1m␛[?u"), ("screen-256color", ""),
            ("linux", ""), ("vt100", ""),
        ]

        @Test(arguments: types)
        func `a terminal is asked for no more than it can take`(type: String, question: String) throws {
            let terminal = try TTYDescription(environment: ["TERM": type, "LANG": "C.UTF-8"])
            var request = KeyboardRequest(terminal)
            #expect(request.begin().replacing("\u{1B}", with: "␛") == question)
            let isAsked = question.hasSuffix("u")
            #expect(
                request.want(.modifiers).replacing("\u{1B}", with: "␛")
                    == (question.contains("m") ? "␛[>4;2m" : ""))
            #expect(
                request.want(.releases).replacing("\u{1B}", with: "␛")
                    == (question.contains("m") ? "␛[>4;1m" : ""))
            #expect(request.answered() == (isAsked ? "\u{1B}[>7u" : ""))
            #expect(request.answered() == "")
            #expect(request.want([.releases, .allKeys, .modifiers]) == (isAsked ? "\u{1B}[=31u" : ""))
            #expect(request.want([.releases, .allKeys, .modifiers]) == "")
            #expect(request.want([]) == (isAsked ? "\u{1B}[=5u" : ""))
            let end = (isAsked ? "␛[<u" : "") + (question.contains("m") ? "␛[>4m" : "")
            #expect(request.end().replacing("\u{1B}", with: "␛") == end)
            #expect(!request.hasProtocol)
        }

        @Test func `within tmux a terminal called screen takes more`() throws {
            let environment = ["TERM": "screen-256color", "LANG": "C.UTF-8", "TMUX": "/tmp/tmux,1,0"]
            var request = KeyboardRequest(try TTYDescription(environment: environment))
            #expect(request.begin() == "\u{1B}[>4;1m\u{1B}[?u")
        }
    }
}
