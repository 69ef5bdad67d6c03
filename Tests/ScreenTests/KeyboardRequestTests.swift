import Testing

@testable import Screen

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
