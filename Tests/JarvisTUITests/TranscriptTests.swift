import AIKit
import Screen
import Testing

@testable import CommandLine
@testable import JarvisTUI
@testable import Multiplexer

/// What is kept of the lines that were drawn: no picture may tell.
@Suite struct TranscriptTests {
    private static let answers =
        Widths.texts + [
            "", "\n", "\n\n\n", "one", "one\n", "one\r\ntwo\r\n\r\nthree", "a **b", "`", "\r",
            "# Title\n\ntext\n",
            "- one\n- two\n  - three\n\n1. four\n", "```swift\nlet a = 1\n\n```\nend", "```\nnever closed",
            "| a | b |\n|---|--:|\n| one | 2 |\n| three | 44 |\n\nend", "| a | b |\nno table\n| c |",
            "> quote\n> | a | b |\n> |-|-|\n> | 1 | 2 |\nout\n```sh\necho 'a\n",
            "**a *b* [c](d) `e`** | f\n---\n",
            "| a | b |\n|---|---|\n" + String(repeating: "| one | two |\n", count: 150),
            String(repeating: "word ", count: 2_000), String(repeating: "x", count: 10_000),
            String(repeating: "漢", count: 5_000), String(repeating: "- line\n", count: 300),
            String(repeating: "word \u{202E}\n", count: 9_000),
        ]

    @Test(arguments: [1, 3, 40, 1_000])
    func `an answer that grows is laid out as one that is there at once`(step: Int) {
        for text in Self.answers where text.utf8.count < step * 200 {
            for width in [1, 11, 58] {
                let markdown = Markdown(ink: .plain, glyphs: .rich, width: width)
                var grown = AnswerLayout(markdown)
                var rest = Array(text.unicodeScalars)[...]
                var shown = String.UnicodeScalarView()
                while !rest.isEmpty {
                    shown.append(contentsOf: rest.prefix(step))
                    rest = rest.dropFirst(step)
                    grown.show(String(shown))
                }
                grown.show(text)
                var whole = AnswerLayout(markdown)
                whole.show(text)
                #expect(grown.lines == whole.lines, "\(text.prefix(40)) in \(width)")
            }
        }
    }

    @Test func `an answer that became another one is laid out anew`() {
        var layout = AnswerLayout(Markdown(ink: .plain, glyphs: .rich, width: 40))
        for text in ["```\none\ntwo", "```\nthree", "", "one **two** three", "one"] {
            layout.show(text)
            var fresh = AnswerLayout(Markdown(ink: .plain, glyphs: .rich, width: 40))
            fresh.show(text)
            #expect(layout.lines == fresh.lines)
        }
    }

    @Test func `a picture drawn after others is the picture that is drawn alone`() {
        let call = ToolCard(id: "7", name: "get_nodes", arguments: [:], tier: .green, state: .running)
        var done = call
        done.state = .done(
            ToolResult(id: "7", content: "two\nnodes"), .done, line: nil, took: .milliseconds(3))
        let events: [AgentEvent] =
            [.thinkingDelta("Hm, "), .thinkingDelta("well."), .tool(call), .tool(done)]
            + Self.answers[24...].map { .textDelta(String($0.prefix(400))) }
            + [.reconsidered, .textDelta("Two.\n\n- nodes\n"), .warning("late"), .finished(RunSummary())]
        func state(after count: Int, drawing: Bool) -> AppState {
            // What a key scrolls to depends on the size there is.
            var state = Sample.state(Size(width: 80, height: 24))
            state.focus(.chat)
            for (index, event) in events[..<count].enumerated() {
                for size in [Size(width: 120, height: 40), Size(width: 80, height: 24)] where drawing {
                    state.size = size
                    _ = (state.picture(.rich), state.picture(.ascii))
                }
                _ = state.update(.kit(.agent(event, of: "lab")), at: Sample.moment(Double(index)))
                if index % 5 == 4 { state.press("C-o", after: Double(index)) }
            }
            state.size = Size(width: 80, height: 24)
            return state
        }
        for count in 1...events.count {
            #expect(
                state(after: count, drawing: true).picture() == state(after: count, drawing: false).picture())
        }
    }

    @Test func `what has not changed is not laid out again, however long it is`() throws {
        let answer = (0..<3_000).map { "line \($0)\n" }.joined()
        var state = Sample.blank(Size(width: 80, height: 24))
        _ = state.update(.kit(.restored(feed: [], talks: ["lab": [.butlerText(answer)]])), at: Sample.start)
        state.focus(.chat)
        let entry = try #require(state.chat.entries.first)
        let drawing = TranscriptDrawing(scene: Scene(measuring: state), width: 60)
        func lines(_ cache: LayoutCache, _ entry: ChatEntry) -> [[Span]] {
            cache.lines(of: entry, isSelected: false, in: drawing)
        }
        func place(_ lines: [[Span]]) -> Int { lines.withUnsafeBytes { Int(bitPattern: $0.baseAddress) } }
        let cache = LayoutCache()
        let first = lines(cache, entry)
        #expect(first.count == 3_001)
        #expect(place(lines(cache, entry)) == place(first))
        let other = ChatEntry(id: entry.id, content: .butlerText(answer + "and more"))
        #expect(lines(cache, other).count == 3_002)
        #expect(place(lines(cache, other)) != place(first))
    }
}
