import AIKit
import FoundationEssentials
import JSON
import Jarvis
import Screen
import Testing

@testable import CommandLine
@testable import JarvisTUI
@testable import Multiplexer

/// What an answer rests on: the line below it, and the call that the line opens.
@Suite struct CitationTests {
    static let citations = [
        Citation(
            call: "a", name: "get_guest_status", target: "101", time: Sample.start.epoch - 4, fate: .done),
        Citation(
            call: "b", name: "get_task_log\u{1B}[2J", target: "vzdump 106", time: Sample.start.epoch - 2,
            fate: .failed),
        Citation(call: "c", name: "find_guest", time: Sample.start.epoch - 1, fate: .unknown),
    ]

    private static func call(_ id: String, _ fate: TalkCall.Fate = .done, _ outcome: String = "101 runs")
        -> TalkCall
    {
        TalkCall(
            id: id, name: "get_guest_status", arguments: ["vmid": 101], tier: "GREEN",
            began: Date(timeIntervalSince1970: Sample.start.epoch - 4), took: .milliseconds(12), fate: fate,
            outcome: outcome)
    }

    /// A layer above a call that the memory has, hostile and long.
    static var layer: CallLayer {
        var layer = CallLayer(citations, at: 1, of: "lab")
        layer.receive(
            call("b", .failed, String(repeating: "\u{1B}[2J ab one line of many\n", count: 400)), "b")
        return layer
    }

    private static func card(
        _ id: String, _ name: String, _ arguments: JSONValue, _ state: ToolCard.State
    ) -> AgentEvent {
        .tool(ToolCard(id: id, name: name, arguments: arguments, tier: .green, state: state))
    }

    private static func done(_ id: String, _ ending: Ending = .done) -> ToolCard.State {
        .done(ToolResult(id: id, content: "x"), ending, line: nil, took: .milliseconds(3))
    }

    private static let log: JSONValue = [
        "upid": "UPID:pve:0000ABCD:0001E240:69566184:vzdump:106:root@pam:"
    ]

    /// A chat in which a question was answered from three calls.
    private static func answered(_ size: Size = Size(width: 80, height: 24)) -> AppState {
        var state = Sample.blank(size)
        state.focus(.chat)
        state.type("how are they")
        state.press("Enter")
        let events: [(AgentEvent, Double)] = [
            (card("a", "get_guest_status", ["vmid": 101], .running), 1),
            (card("b", "get_task_log", log, .running), 2),
            (card("b", "get_task_log", log, done("b", .failed)), 3),
            (card("a", "get_guest_status", ["vmid": 101], done("a")), 4),
            (card("r", "stop_vm", ["vmid": 101, "node": "pve"], .refused(.declined)), 5),
            (card("c", "find_guest", ["name": "web"], done("c")), 5),
            (.textDelta("They are "), 6), (.textDelta("well."), 7), (.finished(RunSummary()), 8),
        ]
        for (event, seconds) in events {
            _ = state.update(.kit(.agent(event, of: "lab")), at: Sample.moment(seconds))
        }
        return state
    }

    private static func lines(_ citations: [Citation], width: Int, _ glyphs: GlyphSet = .rich) -> [String] {
        let scene = Scene(state: Sample.blank(), ink: .plain, glyphs: glyphs, layout: Sample.blank().layout) {
            _, _, _ in nil
        }
        return CitationDrawing(scene: scene, width: width).lines(citations).map {
            $0.map(\.text).joined()
        }
    }

    @Test
    func
        `a finished answer says which calls it rests on, when they began and what went wrong; none that did not run`()
    {
        let state = Self.answered()
        #expect(
            state.chat.entries.last?.content
                == .citations([
                    Citation(
                        call: "a", name: "get_guest_status", target: "101", time: Sample.start.epoch + 1,
                        fate: .done),
                    Citation(
                        call: "b", name: "get_task_log", target: "vzdump 106", time: Sample.start.epoch + 2,
                        fate: .failed),
                    Citation(
                        call: "c", name: "find_guest", target: "web", time: Sample.start.epoch + 5,
                        fate: .done),
                ]))
        #expect(state.picture().text.contains("rests on ¹ get_guest_status 101 12:00:01"))
    }

    @Test func `an answer without calls, and calls without an answer, cite nothing`() {
        for events in [
            [.textDelta("Well.")],
            [.textDelta("I look."), Self.card("a", "get_nodes", [:], Self.done("a"))],
            [Self.card("a", "get_nodes", [:], Self.done("a")), .textDelta("Hm."), .reconsidered],
            [Self.card("a", "get_nodes", [:], .running), .textDelta("Well.")],
        ] as [[AgentEvent]] {
            var state = Sample.blank()
            state.focus(.chat)
            state.type("how")
            state.press("Enter")
            for event in events + [.finished(RunSummary())] {
                _ = state.update(.kit(.agent(event, of: "lab")), at: Sample.start)
            }
            #expect(!state.chat.hasCitations)
        }
    }

    @Test func `each answer cites its own calls, and one that was stopped those before its words`() {
        var state = Self.answered()
        state.type("and now")
        state.press("Enter")
        let events: [AgentEvent] = [
            Self.card("d", "get_nodes", [:], Self.done("d")), .textDelta("Four"),
            .failed(.cancelled, RunSummary()),
        ]
        for event in events { _ = state.update(.kit(.agent(event, of: "lab")), at: Sample.moment(9)) }
        let cited = state.chat.entries.compactMap(\.content.citations)
        #expect(cited.map { $0.map(\.call) } == [["a", "b", "c"], ["d"]])
        #expect(state.chat.entries.last?.content == .notice("Stopped at your request.", .info))
    }

    @Test(arguments: [
        (
            90,
            [
                "  rests on ¹ get_guest_status 101 11:59:56  ² ✗ get_task_log␛[2J vzdump 106 11:59:58",
                "           ³ ? find_guest 11:59:59",
            ]
        ),
        (
            50,
            [
                "  rests on ¹ get_guest_status 101 11:59:56",
                "  ² ✗ get_task_log␛[2J vzdump 106 11:59:58  +1",
            ]
        ),
        (36, ["  rests on", "  ¹ get_guest_status 11:59:56  +2"]),
        (24, ["  rests on", "  ¹ get_guest_status  +2"]),
    ])
    func `as many calls stand there as have room in two lines`(width: Int, expected: [String]) {
        let lines = Self.lines(Self.citations, width: width).map { line in
            var line = line
            while line.last == " " { line.removeLast() }
            return line
        }
        #expect(lines == expected)
    }

    @Test(arguments: GlyphSet.allCases)
    func `no line is wider than the pane, and each call is found where it stands`(glyphs: GlyphSet) {
        let many = (0..<30).map { number in
            Citation(
                call: "\(number)", name: Widths.texts[number % Widths.texts.count], target: "ab\(number)",
                time: Sample.start.epoch - Double(number) * 40_000,
                fate: TalkCall.Fate.allCases[number % TalkCall.Fate.allCases.count])
        }
        for width in [12, 20, 33, 58, 110] {
            for count in [1, 3, 30] {
                let citations = Array(many.prefix(count))
                let lines = Self.lines(citations, width: width, glyphs)
                #expect(lines.count <= 3)
                #expect(lines.allSatisfy { $0.columns <= width }, "\(width) \(lines)")
            }
        }
        let scene = Scene(measuring: Sample.blank())
        let drawing = CitationDrawing(scene: scene, width: 90)
        #expect(drawing.index(at: 0, column: 0, of: Self.citations) == nil)
        #expect(drawing.index(at: 0, column: 12, of: Self.citations) == 0)
        #expect(drawing.index(at: 1, column: 5, of: Self.citations) == nil)
        #expect(drawing.index(at: 1, column: 13, of: Self.citations) == 2)
    }

    @Test func `a call of another day says which`() {
        let old = Citation(call: "a", name: "x", time: Sample.start.epoch - 86_400, fate: .done)
        #expect(Self.lines([old], width: 60) == ["  rests on ¹ x 12-31 12:00:00"])
    }

    @Test func `a key opens the call, arrows go through the others, and each is asked for once`() throws {
        var state = Self.answered()
        func wish(_ id: String) -> [Effect] { [.kit(.talk(.call(id, cluster: "lab")))] }
        #expect(state.press("M-s") == wish("a"))
        // What the chat knows stands there before the memory has answered.
        #expect(state.picture().text.contains("began   2026-01-01 12:00:01"))
        _ = state.update(.kit(.call(Self.call("a"), "a", of: "lab")), at: Sample.moment(9))
        let text = state.picture().text
        for words in [
            "1 OF 3 CALLS THIS RESTS ON", "✓ get_guest_status  GREEN", "began   2026-01-01 11:59:56",
            "took    12 ms", "ended   well", "vmid  101", "101 runs",
        ] { #expect(text.contains(words), "\(words)") }
        #expect(state.press("Right") == wish("b"))
        _ = state.update(.kit(.call(nil, "b", of: "lab")), at: Sample.moment(9))
        #expect(state.picture().text.contains("get_task_log  GREEN"))
        #expect(state.picture().text.contains("ended   failed"))
        #expect(state.press("Left") == [])
        #expect(state.press("h") == [])
        #expect(state.picture().text.contains("101 runs"))
        #expect(state.press("l") == [])
        #expect(state.press("l") == wish("c"))
        #expect(state.press("Right") == [])
        state.press("Esc")
        #expect(state.layers.isEmpty && state.focus == .chat)
    }

    @Test func `the marked question, or the marked call, says which answer is meant`() throws {
        var state = Self.answered()
        state.type("status")
        state.press("Enter")
        for event: AgentEvent in [.textDelta("Fine."), .finished(RunSummary())] {
            _ = state.update(.kit(.agent(event, of: "lab")), at: Sample.moment(10))
        }
        // The last answer that rests on any.
        #expect(state.chat.meantCitations?.citations.map(\.call) == ["a", "b", "c"])
        state.press("M-p")
        #expect(state.chat.meantCitations == nil)
        state.press("M-s")
        #expect(state.layers.isEmpty && state.notice?.text == "That answer rests on no call.")
        state.press("M-p")
        #expect(state.chat.meantCitations?.index == 0)
        state.press("M-n", "M-n", "M-Up", "M-Up", "M-Up")
        #expect(state.chat.meantCitations?.index == 1)
        #expect(state.press("M-s") == [.kit(.talk(.call("b", cluster: "lab")))])
    }

    @Test func `nothing is opened where no answer rests on a call`() {
        var state = Sample.blank()
        state.focus(.chat)
        #expect(state.press("M-s") == [])
        #expect(state.layers.isEmpty)
    }

    @Test(arguments: [Size(width: 80, height: 24), Size(width: 70, height: 30)])
    func `a click on a call opens it, and one beside it nothing`(size: Size) throws {
        var state = Self.answered(size)
        let rows = state.picture().text.split(separator: "\n", omittingEmptySubsequences: false).map(
            String.init)
        let y = try #require(rows.firstIndex { $0.contains("get_guest_status 101 12:00:01") })
        let start = try #require(rows[y].range(of: "get_guest"))
        let x = String(rows[y][..<start.lowerBound]).columns
        #expect(state.mouse(.press(.left), x: x, y: y - 1) == [])
        #expect(state.layers.isEmpty)
        #expect(state.mouse(.press(.left), x: x, y: y) == [.kit(.talk(.call("a", cluster: "lab")))])
        #expect((state.layers.last as? CallLayer)?.index == 0)
    }

    @Test func `a result is shown in full, and scrolled through`() throws {
        var state = Self.answered(Size(width: 100, height: 24))
        let result = (1...300).map { "line \($0) \u{1B}[2J of it" }.joined(separator: "\n")
        state.press("M-s")
        _ = state.update(.kit(.call(Self.call("a", .done, result), "a", of: "lab")), at: Sample.moment(9))
        func counted() -> Bool { state.picture().text.contains(/↓ \d+ more/) }
        #expect(state.picture().text.contains("line 1 ␛[2J of it"))
        #expect(counted())
        state.press("End")
        #expect(state.picture().text.contains("line 300 ␛[2J"))
        #expect(!counted())
        state.press("Up")
        #expect(state.picture().text.contains("↓ 1 more"))
        state.press("Home")
        state.press("PageDown")
        #expect(!state.picture().text.contains("GREEN"))
        let before = try #require(state.layers.last as? CallLayer).scroll
        _ = state.mouse(.scrollUp, x: 50, y: 10)
        let after = try #require(state.layers.last as? CallLayer).scroll
        #expect(after == before - 3)
    }

    @Test(arguments: [
        (TalkCall.Fate.refused, "refused, it did not run", "WHY"),
        (.unknown, "it may have taken effect", "RETURNED"),
        (.interrupted, "Jarvis ended while it ran", "RETURNED"),
        (.cancelled, "stopped at your request", "WHY"),
    ])
    func `how it ended is said`(fate: TalkCall.Fate, words: String, head: String) {
        var state = Self.answered()
        state.press("M-s")
        _ = state.update(.kit(.call(Self.call("a", fate, ""), "a", of: "lab")), at: Sample.moment(9))
        let text = state.picture().text
        #expect(text.contains(words) && text.contains(head) && text.contains("nothing"))
    }

    @Test func `a conversation that is resumed cites as it did`() {
        func use(_ id: String) -> ContentBlock {
            .toolUse(ToolUse(id: id, name: "get_guest_status", input: ["vmid": 101]))
        }
        func result(_ id: String) -> ContentBlock { .toolResult(ToolResult(id: id, content: "x")) }
        let author = Message.Author(provider: "p", model: "m")
        let messages = [
            Message.user("one"),
            Message(role: .assistant, content: [.text("I look."), use("a")], author: author),
            Message(role: .user, content: [result("a")]),
            Message(role: .assistant, content: [use("b")], author: author),
            Message(role: .user, content: [result("b")]),
            Message(role: .assistant, content: [.text("Well.")], author: author), .user("two"),
            Message(role: .assistant, content: [.text("No call.")], author: author), .user("three"),
            Message(role: .assistant, content: [.text("I look."), use("c")], author: author),
            Message(role: .user, content: [result("c")]),
        ]
        let calls = [Self.call("a"), Self.call("b", .failed), Self.call("c")]
        #expect([TalkCall.Fate.refused, .cancelled].allSatisfy { Citation(Self.call("d", $0)) == nil })
        let cited = calls.prefix(2).compactMap(Citation.init)
        let contents = ChatEntry.contents(of: messages, citing: calls)
        #expect(
            contents == [
                .operatorText("one"), .butlerText("I look."), .butlerText("Well."),
                .citations(cited), .operatorText("two"),
                .butlerText("No call."),
                .operatorText("three"), .butlerText("I look."),
            ])
        #expect(ChatEntry.contents(of: messages, citing: []).allSatisfy { $0.citations == nil })
        var state = Sample.blank(Size(width: 80, height: 24))
        _ = state.update(.kit(.restored(feed: [], talks: ["lab": contents])), at: Sample.start)
        state.focus(.chat)
        #expect(state.picture().text.contains("rests on ¹ get_guest_status 101 11:59:56"))
        #expect(state.press("M-s") == [.kit(.talk(.call("a", cluster: "lab")))])
        #expect(state.picture().text.contains("Asking the memory."))
        _ = state.update(.kit(.call(nil, "a", of: "elsewhere")), at: Sample.start)
        #expect(state.picture().text.contains("Asking the memory."))
        _ = state.update(.kit(.call(nil, "a", of: "lab")), at: Sample.start)
        #expect(state.picture().text.contains("The memory does not have this call"))
    }
}
