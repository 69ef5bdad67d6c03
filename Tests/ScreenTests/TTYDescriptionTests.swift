import Glibc
import Screen
import Testing

extension DisplayTests {
    /// What a terminal is said to be able to do; here as terminfo's globals are shared with the displays.
    @Suite struct Descriptions {
        @Test(
            arguments: [
                (["TERM": "xterm-256color"], ColorDepth.indexed), (["TERM": "linux"], .eight),
                (["TERM": "vt100"], .monochrome),
                (["TERM": "xterm-256color", "NO_COLOR": "1"], .monochrome),
                (["TERM": "xterm-256color", "NO_COLOR": ""], .indexed),
                (["TERM": "screen", "COLORTERM": "truecolor"], .eight),
                (["TERM": "xterm-256color", "COLORTERM": "truecolor"], .trueColor),
            ] as [([String: String], ColorDepth)])
        func `the depth of colours follows terminfo and the environment`(
            environment: [String: String], depth: ColorDepth
        ) throws {
            #expect(try TTYDescription(environment: environment).depth == depth)
        }

        @Test(
            arguments: [
                ([:], ScreenError.terminalUnset), (["TERM": ""], .terminalUnset),
                (["TERM": "dumb"], .terminalTooSimple("dumb")),
                (["TERM": "no-such-terminal"], .terminalUnknown("no-such-terminal")),
                (["TERM": "../../etc/passwd"], .terminalUnknown("../../etc/passwd")),
                (["TERM": "x\u{1B}[2J"], .terminalUnknown("x␛[2J")),
            ] as [([String: String], ScreenError)])
        func `a terminal that cannot show a screen is refused with the reason`(
            environment: [String: String], expected: ScreenError
        ) {
            let error = #expect(throws: ScreenError.self) {
                try TTYDescription(environment: environment)
            }
            #expect(error == expected)
            #expect(error?.description.hasSuffix(".") == true)
        }

        @Test func `a folder of terminfo entries that others may write into is refused`() throws {
            let folder = try TemporaryFolder()
            chmod(folder.path, 0o777)
            #expect(throws: ScreenError.system(call: "trusting \(folder.path)", code: EPERM)) {
                try TerminalDatabase(folder: folder.path)
            }
        }

        @Test func `a setting lowers the depth and never raises it beyond the terminal`() throws {
            let environment = ["TERM": "xterm-256color", "LANG": "C.UTF-8"]
            #expect(try TTYDescription(environment: environment, depth: .eight).depth == .eight)
            #expect(try TTYDescription(environment: environment, depth: .trueColor).depth == .indexed)
            #expect(try TTYDescription(environment: environment, glyphs: .ascii).glyphs == .ascii)
        }
    }
}

/// The terminals that displays are tried on.
enum TerminalTypes {
    static let all = [
        "xterm-256color", "tmux-256color", "screen-256color", "linux", "xterm", "vt100", "vt220",
    ]

    static func describe(
        _ type: String, glyphs: GlyphSet = .rich, extra: [String: String] = [:]
    ) throws -> TTYDescription {
        let environment = ["TERM": type, "LANG": "C.UTF-8"].merging(extra) { $1 }
        return try TTYDescription(environment: environment, glyphs: glyphs)
    }
}
