import Foundation
import Onlooker
import Testing

/// `jarvis terminal --replay`, run as a process without a terminal and without a house.
@Suite(
    .enabled(if: BuiltProgram.missing == nil, "\(BuiltProgram.missing ?? "")"),
    .timeLimit(.minutes(1)))
struct ReplayProcessTests {
    private static let cast = """
        {"version": 2, "width": 10, "height": 2}
        [0.1, "o", "one\\r\\ntwo\\r\\n\\u001b[31mthree"]

        """

    /// Runs the program over a file with a text.
    private func replay(
        _ text: String, _ arguments: String...
    ) async throws -> (code: Int, output: String, error: String) {
        let home = try Home()
        defer { home.remove() }
        let file = home.path + "/recording"
        try text.write(toFile: file, atomically: true, encoding: .utf8)
        return try await home.run(["terminal", "--replay", file] + arguments)
    }

    @Test func `a recording's final screen is printed as text`() async throws {
        let result = try await replay(Self.cast)
        #expect(result == (0, "two\nthree\n", ""))
    }

    @Test func `scrollback, ANSI and JSON are printed where they are asked for`() async throws {
        let text = try await replay(Self.cast, "--scrollback")
        #expect(text.output == "one\ntwo\nthree\n")
        let ansi = try await replay(Self.cast, "--dump", "ansi")
        #expect(ansi.output.hasSuffix("two\r\n\u{1b}[0;31mthree\u{1b}[m\u{1b}[2;6H"))
        let json = try await replay(Self.cast, "--dump", "json", "--scrollback")
        #expect(json.output.hasPrefix("{\n\"version\": 1,\n\"size\": {\"columns\": 10, \"rows\": 2},\n"))
        #expect(json.output.contains("\"history\": [\n{\"runs\": [{\"text\": \"one\", \"cells\": 3}]}\n],\n"))
    }

    @Test(
        arguments: [
            ("{\"version\": 3}\n", [], 1, "only version 2 can be replayed"),
            (cast + "[1, \"r\", \"0x0\"]\n", [], 1, "Line 3 of the recording has no size"),
            ("", ["--size", "80"], 64, "'80' is no size"), ("", ["--size", "0x24"], 64, "'0x24' is no size"),
            ("", ["--", "ls"], 64, "--replay runs no program; leave ls away."),
        ])
    func `what cannot be played is said in a sentence`(
        text: String, arguments: [String], code: Int, sentence: String
    ) async throws {
        let home = try Home()
        defer { home.remove() }
        let file = home.path + "/recording"
        try text.write(toFile: file, atomically: true, encoding: .utf8)
        let result = try await home.run(["terminal", "--replay", file] + arguments)
        #expect(result.code == code)
        #expect(result.output.isEmpty)
        #expect(result.error.contains(sentence), "\(result.error)")
    }

    @Test func `a file that is not there is named, and a size needs a recording`() async throws {
        let home = try Home()
        defer { home.remove() }
        let missing = try await home.run(["terminal", "--replay", "/nonexistent/x.cast"])
        #expect(missing.code == 71)
        #expect(
            missing.error
                == "/nonexistent/x.cast could not be read (No such file or directory); check its name and its permissions. [J-REC-01]\n"
        )
        let alone = try await home.run(["terminal", "--dump", "json"])
        #expect(alone.code == 64)
        #expect(alone.error.contains("--size, --dump and --scrollback go with --replay FILE."))
        let input = try await home.run(["terminal", "--replay", "-", "--size", "9x2"])
        #expect(input == (0, "\n\n", ""))
    }
}
