import Counterparts
import FoundationEssentials
import Onlooker
import Testing

/// Whatever Jarvis suggests to ask, and whatever he can look up or do: asked of a running house, again and again.
///
/// An optimiser's fault may show in one run of ten, so everything is asked ten times.
@Suite(
    .serialized, .enabled(if: BuiltProgram.missing == nil, "\(BuiltProgram.missing ?? "")"),
    .timeLimit(.minutes(5)))
struct EverySentenceTests {
    static let times = 10

    /// Done, or refused because nobody is there to confirm.
    private static func isAnswer(_ code: Int32) -> Bool { code == 0 || code == 77 }

    @Test func `every sentence that Jarvis suggests is answered, and the house lives`() throws {
        let served = try ServedHome()
        let sentences = try suggestions(served)
        // Help alone has more than thirty; fewer means that they are no longer found.
        try #require(sentences.count > 30, "\(sentences)")
        let commands = sentences.map { ["ask", $0] }
        #expect(served.run(commands, times: Self.times, mayEnd: Self.isAnswer) == [])
        try served.end()
    }

    /// What help lists, what is put between quotation marks in answers, in the manual and in README, and the greeting.
    private func suggestions(_ served: ServedHome) throws -> [String] {
        let help = served.text(["ask", "help"])
        var found = help.split(separator: "\n").filter { $0.hasPrefix("- ") }
            .flatMap { $0.dropFirst(2).components(separatedBy: " · ") }
        for words in [
            "help", "hello", "who are you", "how do I start a guest", "flumm gnarz", "stop all guests",
        ] {
            found += Self.quoted(served.text(["ask", words]))
        }
        for file in ["README.md", "Packaging/jarvis.1", "Docs/Reference.md"] {
            let text = try String(contentsOfFile: "\(BuiltProgram.root)/\(file)", encoding: .utf8)
            found += text.components(separatedBy: "jarvis ask \"").dropFirst()
                .compactMap { $0.split(separator: "\"").first.map(String.init) }.filter { $0 != "…" }
        }
        return Set(try found + greeting(served)).sorted()
    }

    private static func quoted(_ text: String) -> [String] {
        text.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
            .filter { $0.offset % 2 == 1 && !$0.element.isEmpty }.map { String($0.element) }
    }

    /// What the empty chat says can be tried.
    private func greeting(_ served: ServedHome) throws -> [String] {
        let front = try served.home.open()
        front.expect("Try:")
        let rows = front.look { screen in (0..<screen.size.rows).map { screen.text(row: $0) } }
        front.type("q")
        #expect(front.exitCode() == 0)
        let first = try #require(rows.firstIndex { $0.contains("Try:") })
        return rows[first...(first + 1)].flatMap { row -> [String] in
            let column = row.split(separator: "│").first { $0.contains(" · ") } ?? ""
            return column.replacing("Try:", with: "").components(separatedBy: " · ")
        }.map { $0.trimmingCharacters(in: .whitespaces) }
    }

    @Test func `every tool that Jarvis gives a model is called, and the house lives`() async throws {
        let model = try WitnessModel.caller()
        try await withTaskExecutorPreference(OwnThread()) {
            // One that counts as a cloud's is told of all tools.
            let served = try ServedHome(
                ai: """
                    ai:
                      budget: {day: 1000}
                      models:
                        - {name: witness, provider: openai, model: witness, base_url: "\(model.address)/v1", privacy: cloud}
                    """)
            let names = served.text(["ask", "tools"]).split(whereSeparator: \.isWhitespace).map(String.init)
            try #require(names.contains("get_backups") && names.count > 10, "\(names)")
            let commands = names.map { ["ask", "call \($0)"] }
            // 1: a tool says which argument it lacks, such as the UPID of a task there is.
            #expect(served.run(commands, times: Self.times) { Self.isAnswer($0) || $0 == 1 } == [])
            // What a tool returned, or why it was refused, came back to the model.
            let answered = Set(model.requests.compactMap(WitnessModel.answeredTool))
            #expect(answered == Set(names))
            try served.end()
        }
        model.stop()
    }
}
