import Testing

@testable import Screen

/// Keys as kitty's protocol and xterm's modifyOtherKeys tell them.
struct KeyProtocolTests {
    private func inputs(_ text: String) -> [Input] {
        var decoder = KeyDecoder()
        return decoder.feed(
            Array(text.replacing("E[", with: "\u{1B}[").replacing("EO", with: "\u{1B}O").utf8))
            + decoder.flush()
    }

    static let names: [(String, String)] = [
        ("E[97;5u", "C-a"), ("E[97;6u", "C-S-a"), ("E[97:65;6u", "C-S-a"), ("E[105;5u", "C-i"),
        ("E[49;5u", "C-1"), ("E[97;3u", "M-a"), ("E[97;4u", "M-A"), ("E[51:35;4u", "M-#"),
        ("E[97;9u", "D-a"), ("E[97;17u", "H-a"), ("E[97;33u", "T-a"), ("E[97;69u", "C-a"),
        ("E[97;133u", "C-a"),
        ("E[27u", "Esc"), ("E[13;5u", "C-Enter"), ("E[13;2u", "S-Enter"), ("E[9;6u", "C-S-Tab"),
        ("E[127;5u", "C-Backspace"), ("E[32;5u", "C-Space"), ("E[1;129A", "Up"), ("E[1;13A", "C-D-Up"),
        ("E[13~", "F3"), ("E[57376u", "F13"), ("E[57398;5u", "C-F35"), ("E[42~", "F21"), ("E[56~", "F35"),
        ("E[57363u", "Menu"), ("E[57428u", "#57428"), ("E[E", "Begin"), ("EOE", "Begin"),
        ("E[57427u", "Begin"),
        ("E[57399u", "0"), ("E[57414u", "Enter"), ("E[57417;5u", "C-Left"), ("E[57423u", "Home"),
        ("E[97;;97u", "a"), ("E[97;2;65u", "A"), ("E[113;;64u", "@"), ("E[0;;228u", "ä"),
        ("E[49:33;2;33u", "!"),
        ("E[27;5;49~", "C-1"), ("E[27;6;33~", "C-S-!"), ("E[27;6;65~", "C-S-a"), ("E[27;2;13~", "S-Enter"),
        ("E[27;5;13~", "C-Enter"), ("E[27;4;65~", "M-A"), ("E[44;5u", "C-,"), ("EO5j", "C-*"), ("EOX", "="),
    ]

    @Test(arguments: names)
    func `a key has the name bindings know, however it is told`(bytes: String, name: String) {
        #expect(inputs(bytes).map(\.key?.description) == [name])
    }

    static let reports: [(String, KeyReport?)] = [
        ("a", nil), ("E[A", nil), ("E[1;5A", nil), ("E[13;5u", nil),
        ("E[97:65:99;6u", KeyReport(.character("a"), modifiers: 5, shifted: "A", base: "c")),
        ("E[1089::99;5u", KeyReport(.character("с"), modifiers: 4, base: "c")),
        ("E[97;1:2u", KeyReport(.character("a"), isRepeat: true)),
        ("E[97;2;65u", KeyReport(.character("a"), modifiers: 1, text: "A")),
        ("E[27;6;33~", KeyReport(.character("!"), modifiers: 5, shifted: "!")),
        ("E[27;6;65~", KeyReport(.character("a"), modifiers: 5, shifted: "A")),
        ("E[1;129A", KeyReport(.up, modifiers: 128)),
        ("E[1;1:2A", KeyReport(.up, isRepeat: true)),
        ("EOM", KeyReport(.enter, isKeypad: true)),
        ("EOu", KeyReport(.character("5"), isKeypad: true)),
        ("EO5k", KeyReport(.character("+"), modifiers: 4, isKeypad: true)),
        ("E[57409;129u", KeyReport(.character("."), modifiers: 128, isKeypad: true)),
        ("E[57426u", KeyReport(.delete, isKeypad: true)),
    ]

    @Test(arguments: reports)
    func `what else a terminal tells of a key is kept`(bytes: String, report: KeyReport?) {
        #expect(inputs(bytes).map(\.report) == [report])
    }

    static let releases: [(String, String)] = [
        ("E[97;1:3u", "a"), ("E[97;5:3u", "C-a"), ("E[1;1:3A", "Up"), ("E[3;1:3~", "Delete"),
        ("E[57414;1:3u", "Enter"),
    ]

    @Test(arguments: releases)
    func `a key let go of is no key pressed`(bytes: String, name: String) throws {
        let key = try #require(Key(name))
        #expect(inputs(bytes).map(\.kind) == [.release(key)])
        #expect(inputs(bytes).compactMap(\.key) == [])
    }

    @Test func `a terminal's answer about its keyboard is one`() {
        #expect(inputs("E[?5u").map(\.kind) == [.answer(.keyboard(flags: 5))])
    }

    static let types: [(String, String)] = [
        ("xterm-256color", "E[>4;1mE[?u"), ("tmux-256color", "E[>4;1mE[?u"), ("screen-256color", ""),
        ("linux", ""), ("vt100", ""),
    ]

    @Test(arguments: types)
    func `a terminal is asked for no more than it can take`(type: String, question: String) throws {
        let terminal = try TerminalDescription(environment: ["TERM": type, "LANG": "C.UTF-8"])
        var request = KeyboardRequest(terminal)
        #expect(request.begin().replacing("\u{1B}", with: "E") == question)
        let isAsked = question.hasSuffix("u")
        #expect(request.want(releases: true, all: false) == "")
        #expect(request.answered() == (isAsked ? "\u{1B}[>7u" : ""))
        #expect(request.answered() == "")
        #expect(request.want(releases: true, all: true) == (isAsked ? "\u{1B}[=31u" : ""))
        #expect(request.want(releases: true, all: true) == "")
        #expect(request.want(releases: false, all: false) == (isAsked ? "\u{1B}[=5u" : ""))
        let end = (isAsked ? "E[<u" : "") + (question.contains("m") ? "E[>4m" : "")
        #expect(request.end().replacing("\u{1B}", with: "E") == end)
        #expect(!request.hasProtocol)
    }

    @Test func `within tmux a terminal called screen takes more`() throws {
        let environment = ["TERM": "screen-256color", "LANG": "C.UTF-8", "TMUX": "/tmp/tmux,1,0"]
        var request = KeyboardRequest(try TerminalDescription(environment: environment))
        #expect(request.begin() == "\u{1B}[>4;1m\u{1B}[?u")
    }
}
