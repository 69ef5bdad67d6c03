import AIKit
import JSON
import Jarvis
import Screen
import Testing

@testable import CommandLine
@testable import JarvisTUI
@testable import Multiplexer

/// What folds in the chat: calls of tools and thoughts.
@Suite struct CardTests {
    private static let guests = """
        {"guests": [{"name": "web", "vmid": 101, "tags": ["a", "b"]}, {"name": "db", "vmid": 7, "node": "home"}],
         "total": 2, "quorum": {"votes": 3, "quorate": true}, "note": null}
        """

    private static func call(
        _ id: String, _ content: String = guests, _ ending: Ending = .done, line: String? = nil
    ) -> ChatEntry.Content {
        .tool(
            ToolCard(
                id: id, name: "get_guests", arguments: ["node": "home", "limit": 20], tier: .green,
                state: .done(
                    ToolResult(id: id, content: content), ending, line: line, took: .milliseconds(12))))
    }

    private static func state(_ talk: [ChatEntry.Content], _ size: Size = Size(width: 80, height: 24))
        -> AppState
    {
        var state = Sample.blank(size)
        _ = state.update(.kit(.restored(feed: [], talks: ["lab": talk])), at: Sample.start)
        state.focus(.chat)
        return state
    }

    private static func words(_ value: String, width: Int) -> [String] {
        ValueDrawing(ink: .plain, glyphs: .rich, width: width, clock: WallClock(offset: 0)).lines(
            of: value, Ink.plain.text
        ).map { line in
            var text = line.map(\.text).joined()
            while text.last == " " { text.removeLast() }
            return text
        }
    }

    private static func lines(_ reason: RefusalReason, width: Int, isFolded: Bool) -> [[Span]] {
        let state = Sample.blank(Size(width: 120, height: 30))
        let scene = Scene(state: state, ink: .plain, glyphs: .rich, layout: state.layout) { _, _, _ in nil }
        let card = ToolCard(
            id: "r", name: "stop_vm", arguments: [:], tier: .red, state: .refused(reason))
        return ToolCardDrawing(scene: scene, width: width).lines(
            card, CardMark(isFolded: isFolded, isSelected: false))
    }

    @Test func `a refusal ends with its code, dim, where there is room, and in the unfolded card anyway`() {
        let wide = Self.lines(.readOnly, width: 100, isFolded: true)
        #expect(wide.count == 1 && wide[0].last == Span(" [J-GATE-04]", Ink.plain.faint))
        let narrow = Self.lines(.readOnly, width: 36, isFolded: true)
        #expect(!narrow.flatMap(\.self).contains { $0.text.contains("J-GATE") })
        let unfolded = Self.lines(.readOnly, width: 36, isFolded: false).flatMap(\.self).map(\.text)
        #expect(unfolded.joined(separator: " ").contains("[J-GATE-04]"))
        for width in 20...100 {
            for line in Self.lines(
                .halted("The kill switch is on: nothing is changed by anybody."), width: width, isFolded: true
            ) {
                #expect(line.columns <= width, "\(width)")
            }
        }
    }

    @Test(arguments: [RefusalReason.declined, .declinedBecause("a film runs"), .struck, .cancelled])
    func `what the operator wanted so has no code`(reason: RefusalReason) {
        #expect(reason.shownCode == nil)
        let texts = [true, false].flatMap { Self.lines(reason, width: 120, isFolded: $0).flatMap(\.self) }
        #expect(!texts.isEmpty && !texts.contains { $0.text.contains("J-GATE") })
    }

    @Test func `a failure in the chat ends with its code, dim, and a stop has none`() throws {
        var state = Self.state([])
        _ = state.update(.kit(.agent(.failed(.empty, RunSummary()), of: "lab")), at: Sample.start)
        let scene = Scene(state: state, ink: .plain, glyphs: .rich, layout: state.layout) { _, _, _ in nil }
        let entry = try #require(state.chat.entries.last)
        let lines = TranscriptDrawing(scene: scene, width: 60).lines(entry)
        #expect(lines.last?.last == Span("[J-RUN-03]", Ink.plain.dim))
        #expect(lines.last?.map(\.text).joined().hasSuffix("an empty answer. [J-RUN-03]") == true)
        _ = state.update(.kit(.agent(.failed(.cancelled, RunSummary()), of: "lab")), at: Sample.start)
        #expect(state.chat.entries.last?.content == .notice("Stopped at your request.", .info))
        // A code that there is none of is a word like any other.
        _ = state.update(
            .kit(.agent(.warning("It says [J-RUN-99]"), of: "lab")), at: Sample.start)
        let other = try #require(state.chat.entries.last)
        #expect(
            TranscriptDrawing(scene: scene, width: 60).lines(other).last?.last?.text == "It says [J-RUN-99]")
    }

    @Test func `a card that is unfolded shows names and values, and lists of things as tables`() throws {
        var state = Self.state([Self.call("1")], Size(width: 80, height: 30))
        state.press("C-o")
        try GoldenScreen(name: "card").expect(state)
        state.press("C-o")
        #expect(!state.picture().text.contains("quorate"))
    }

    @Test(arguments: [
        ("plain\ntext", ["plain", "text"]), ("{\"a\": 1, \"longer\": \"x\"}", ["a       1", "longer  x"]),
        ("[1, 2]", ["1, 2"]), ("{\"a\": []}", ["a"]),
        ("{\"a\": {\"b\": {\"c\": 1}}}", ["a", "  b", "    c  1"]),
        ("[{\"b\": 1.5}, {\"b\": null, \"id\": \"x\"}]", ["id    b", "───────", "    1.5", "x     –"]),
        (
            "[{\"name\": \"a\", \"status\": \"available\", \"b\": 1}]",
            ["name a  status", "  available  b 1"]
        ),
        ("{\"a\": \"one two three four five\"}", ["a  one two three", "   four five"]),
        ("{broken", ["{broken"]),
        ("{\"a\": \"\\u001b[31m\\n\"}", ["a", "  ␛[31m"]),
        ("{\"disk\": 5635340689735}", ["disk  5.1T"]), ("{\"uptime\": 7300}", ["uptime  2h 01m"]),
        ("{\"time\": 86460}", ["time  1970-01-02", "      00:01"]), ("{\"time\": \"x\"}", ["time  x"]),
    ])
    func `a result is drawn for what it is`(text: String, lines: [String]) {
        #expect(Self.words(text, width: 16) == lines)
    }

    @Test(arguments: [10, 23, 40, 74])
    func `no line of a result is wider than the room`(width: Int) {
        for text in Widths.texts {
            let value: JSONValue = [
                "a": .string(text), .init(text): [["b": .string(text), "c": 1]], "d": [.string(text)],
            ]
            for line in Self.words(value.text, width: width) { #expect(line.columns <= width, "\(line)") }
        }
    }

    @Test func `values nested without end are lines all the same`() {
        let deep = String(repeating: "{\"a\":", count: 60) + "1" + String(repeating: "}", count: 60)
        #expect((2...40).contains(Self.words(deep, width: 40).count))
    }

    @Test func `what a tool returned as values is drawn of those, and not of the words for the model`() {
        let facts: JSONValue = [
            "storage": [["name": "nas", "disk": 2048], ["name": "local", "disk": 1024]]
        ]
        let result = ToolResult(id: "1", content: "storage (2): words", structured: facts)
        let card = ToolCard(
            id: "1", name: "get_storage", arguments: [:], tier: .green,
            state: .done(result, .done, line: nil, took: .zero))
        var state = Self.state([.tool(card)])
        state.press("C-o")
        let text = state.picture().text
        #expect(text.contains("nas    2.0K") && text.contains("local  1.0K") && !text.contains("words"))
    }

    @Test func `a list without an end is a table of its beginning`() {
        let rows = JSONValue.array((0..<5_000).map { ["vmid": .integer($0)] })
        let lines = Self.words(rows.text, width: 40)
        #expect(lines.count == 43 && lines.last == "… 4960 more")
    }

    @Test func `a long result is cut, and says so`() {
        var state = Self.state(
            [Self.call("1", (0..<90).map { "row \($0)\n" }.joined())], Size(width: 80, height: 110))
        state.isZoomed = true
        state.press("C-o")
        let text = state.picture().text
        #expect(text.contains("row 39") && !text.contains("row 40"))
        #expect(text.contains("… 50 more lines"))
    }

    @Test(arguments: [45, 80, 160])
    func `why a call failed stands in its folded line`(width: Int) {
        let state = Self.state(
            [Self.call("1", "x", .failed, line: "no quorum")], Size(width: width, height: 24))
        #expect(state.picture().text.contains("no quorum"))
    }

    @Test func `keys walk from card to card, a mark shows which, and behind the last there is none`() {
        let talk = [
            Self.call("1"), .butlerText("words"), .thought(Thought("Hm.", took: .seconds(4))),
            Self.call("2", "two"),
        ]
        var state = Self.state(talk)
        func marked() -> String? {
            state.picture().text.split(separator: "\n").first { $0.contains("▸") }.map {
                String($0.prefix(24))
            }
        }
        #expect(marked() == nil)
        state.press("M-Up")
        #expect(state.chat.selected == state.chat.entries[3].id)
        state.press("M-Up")
        #expect(marked()?.contains("thought for") == true)
        state.press("C-o")
        #expect(state.chat.entries.map(\.isFolded) == [true, true, false, true])
        #expect(state.picture().text.contains("Hm."))
        for _ in 0..<3 { state.press("M-Up") }
        #expect(state.chat.selected == state.chat.entries[0].id)
        for _ in 0..<3 { state.press("M-Down") }
        #expect(state.chat.selected == nil && marked() == nil)
        state.press("C-o")
        #expect(state.chat.entries.map(\.isFolded) == [true, true, false, false])
    }

    @Test func `a card that is gone to is seen`() {
        let long = ChatEntry.Content.butlerText((0..<100).map { "line \($0)\n" }.joined())
        var state = Self.state([Self.call("1"), long, Self.call("2"), long])
        state.press("M-Up")
        #expect(state.picture().text.contains("▸ ✓ get_guests"))
        state.press("M-Up")
        #expect(state.picture().text.contains("▸ ✓ get_guests"))
        state.press("C-o")
        #expect(state.picture().text.contains("▾ ✓ get_guests"))
    }

    @Test(arguments: [(0.4, "a moment"), (4.9, "4 s"), (129, "2m 09s")])
    func `a thought that is over says how long it took`(seconds: Double, words: String) {
        var state = Self.state([])
        state.type("go")
        _ = state.press("Enter")
        let events: [(AgentEvent, Double)] = [
            (.thinkingDelta("Hm, "), 0), (.thinkingDelta("well."), seconds / 2),
            (.textDelta("Two."), seconds),
        ]
        for (event, time) in events {
            _ = state.update(.kit(.agent(event, of: "lab")), at: Sample.moment(time))
        }
        let text = state.picture().text
        #expect(text.contains("  thought for \(words) "))
        #expect(!text.contains("well."))
    }
}
