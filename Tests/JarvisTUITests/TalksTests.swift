import AIKit
import FoundationEssentials
import Jarvis
import Memory
import Screen
import Testing

@testable import JarvisTUI
@testable import Multiplexer

/// Conversations that are listed, gone on with and branched; messages written in an editor; and plan mode.
@Suite struct TalksTests {
    private static func chatting(_ size: Size = Size(width: 80, height: 24)) -> AppState {
        var state = Sample.state(size)
        state.focus(.chat)
        return state
    }

    /// Types a line and sends it as it stands.
    private static func sent(_ line: String, in state: inout AppState) -> [Effect] {
        state.type(line)
        if state.chat.slash.found(for: state.chat.input) != nil { state.press("Esc") }
        return state.press("Enter")
    }

    private static func note(
        _ id: Int64, _ title: String, _ questions: Int, hours: Double, _ models: [String], _ cost: Int64 = 0,
        isCurrent: Bool = false
    ) -> TalkNote {
        TalkNote(
            id: ConversationRecord.ID(rawValue: id), title: title,
            time: Date(timeIntervalSince1970: Sample.start.epoch - hours * 3600), questions: questions,
            models: models, cost: Micros(rawValue: cost), isCurrent: isCurrent)
    }

    static let notes = [
        note(3, "how full is storage", 2, hours: 0.1, ["haiku"], 12_300, isCurrent: true),
        note(2, "why is \u{1B}[2J jellyfin down", 14, hours: 5, ["haiku", "qwen"], 4500),
        note(1, "status", 1, hours: 50, []),
    ]

    @Test func `conversations are listed and narrowed, and Enter goes on with one`() throws {
        var state = Self.chatting(Size(width: 100, height: 24))
        #expect(Self.sent("/talks", in: &state) == [.kit(.talk(.list(cluster: "lab")))])
        #expect(state.picture().text.contains("Asking the memory."))
        _ = state.update(.kit(.talks(Self.notes, of: "lab")), at: Sample.start)
        try GoldenScreen(name: "talks").expect(state)
        state.type("jelly")
        let id = ConversationRecord.ID(rawValue: 2)
        #expect(state.press("Enter") == [.kit(.talk(.open(id, cluster: "lab")))])
        #expect(state.layers.isEmpty)
    }

    @Test func `the one that is there needs nothing, and while Jarvis answers none is gone on with`() {
        var state = Self.chatting()
        _ = Self.sent("/talks", in: &state)
        _ = state.update(.kit(.talks(Self.notes, of: "lab")), at: Sample.start)
        #expect(state.press("Enter") == [])
        _ = Self.sent("status", in: &state)
        #expect(state.chat.isBusy)
        _ = Self.sent("/talks", in: &state)
        _ = state.update(.kit(.talks(Self.notes, of: "lab")), at: Sample.start)
        state.press("Down")
        #expect(state.press("Enter") == [])
        #expect(state.notice?.text == "Jarvis is answering; stop him first, or wait.")
    }

    @Test func `one that goes on from another says from which, and a summary is told in a quiet line`() {
        var state = Self.chatting(Size(width: 100, height: 24))
        _ = Self.sent("/talks", in: &state)
        let id = ConversationRecord.ID(rawValue: 12)
        let note = TalkNote(
            id: ConversationRecord.ID(rawValue: 13), title: "status (continued)",
            time: Date(timeIntervalSince1970: Sample.start.epoch), questions: 1, models: [],
            origin: TalkOrigin(id: id, title: "status", cluster: "lab"))
        _ = state.update(.kit(.talks([note], of: "lab")), at: Sample.start)
        #expect(state.picture().text.contains("status (continued) (from #12)"))
        state.press("Esc")
        let line = "18 messages folded into a summary of 7 words by qwen."
        _ = state.update(.kit(.noted(line, in: "lab")), at: Sample.start)
        #expect(state.chat.entries.last?.content == .notice(line, .info))
    }

    @Test func `an earlier conversation takes the place of this one, with what it cost`() {
        var state = Self.chatting()
        _ = state.update(
            .kit(.opened([.operatorText("a"), .butlerText("b")], cost: Micros(rawValue: 900), in: "lab")),
            at: Sample.start)
        let contents = state.chat.entries.map(\.content).filter { $0.standingIncident == nil }
        #expect(contents == [.operatorText("a"), .butlerText("b")])
        #expect(state.chat.cost == Micros(rawValue: 900))
        _ = state.update(.kit(.talkCost(Micros(rawValue: 100), in: "lab")), at: Sample.start)
        #expect(state.chat.cost == Micros(rawValue: 1000))
        state.press("M-e")
        #expect(state.chat.input.text == "a")
    }

    @Test(arguments: [
        ("/rename Plex talk", TalkOrder.rename("Plex talk", cluster: "lab")),
        ("/fork", .fork(cluster: "lab")), ("/continue", .carryOn(cluster: "lab")),
        ("/export json", .export(cluster: "lab", path: nil, as: .json)),
        ("/export json a.json", .export(cluster: "lab", path: "a.json", as: .json)),
        ("/export jsonl", .export(cluster: "lab", path: "jsonl")),
    ])
    func `commands on a conversation`(line: String, order: TalkOrder) {
        var state = Self.chatting()
        #expect(Self.sent(line, in: &state) == [.kit(.talk(order))])
    }

    /// A talk in which the same was asked twice.
    private static func talked() -> AppState {
        var state = chatting()
        state.chat.goOn(
            with: [
                .operatorText("one"), .butlerText("1"), .operatorText("two"), .butlerText("2"),
                .operatorText("/model"), .operatorText("two"), .butlerText("3"),
            ], cost: .zero)
        return state
    }

    @Test func `the last question is edited, and sending it goes on from before it`() throws {
        var state = Self.talked()
        state.press("M-e")
        #expect(state.chat.input.text == "two")
        let point = try #require(state.chat.branch)
        #expect(point.later == 0 && point.question == "two")
        try GoldenScreen(name: "branch").expect(state)
        state.type(" b")
        let remark = Remark(text: "two b", cluster: "lab")
        #expect(state.press("Enter") == [.kit(.talk(.branch(remark, point)))])
        #expect(!state.chat.isBusy && state.chat.branch == nil)
        #expect(state.update(.kit(.branched(remark, at: point)), at: Sample.start) == [.kit(.ask(remark))])
        let said = state.chat.entries.map(\.content).filter { $0.standingIncident == nil }
        #expect(said.suffix(3) == [.butlerText("2"), .operatorText("/model"), .operatorText("two b")])
    }

    @Test func `an earlier one is marked first, and commands of the line are none`() throws {
        var state = Self.talked()
        state.press("M-p", "M-p")
        #expect(state.picture().text.contains("▸ two"))
        state.press("M-e")
        #expect(state.chat.branch?.later == 1)
        state.press("M-p", "M-e")
        #expect(state.chat.branch?.question == "one" && state.chat.input.text == "one")
        state.press("M-n", "M-n", "M-n")
        #expect(state.chat.selected == nil)
    }

    @Test func `Esc and an empty line leave the question as it was asked`() {
        for keys in [["Esc"], ["C-u"]] {
            var state = Self.talked()
            state.press("M-e")
            state.tap(keys)
            #expect(state.chat.branch == nil && state.chat.input.isEmpty && state.focus == .chat)
            #expect(Self.sent("three", in: &state) == [.kit(.ask(Remark(text: "three", cluster: "lab")))])
        }
    }

    @Test func `what cannot be branched comes back, still as a branch`() throws {
        var state = Self.talked()
        state.press("M-e")
        let point = try #require(state.chat.branch)
        state.press("Enter")
        var remark = Remark(text: "two", cluster: "lab")
        remark.branch = point
        _ = state.update(.kit(.notHandedOver(remark, "It is not there.")), at: Sample.start)
        #expect(state.chat.input.text == "two" && state.chat.branch == point)
        #expect(state.chat.handedBack == "Not sent. It is not there.")
    }

    @Test func `what stands in the line is not lost for an old question`() {
        var state = Self.talked()
        state.type("three")
        state.press("M-e")
        #expect(state.chat.input.text == "three" && state.chat.branch == nil)
    }

    @Test func `a message is written in the editor, in a tab, and comes back when that ends`() throws {
        var state = Self.chatting(Size(width: 200, height: 50))
        state.type("how is")
        #expect(state.press("C-x") == [.kit(.writeDraft("how is", cluster: "lab"))])
        let draft = Draft(path: "/tmp/draft-1.md", cluster: "lab")
        let tabs = state.shell.tabs.count
        let effects = state.update(.kit(.draftReady(draft)), at: Sample.start)
        let pane = state.shell.focus
        #expect(state.shell.tabs.count == tabs + 1 && state.focus == .shell)
        guard case .screen(.startShell(pane, _, _, file: let file))? = effects.first else {
            Issue.record("\(effects)")
            return
        }
        #expect(file?.path == draft.path)
        let ended = state.update(.shell(pane, .ended(.exit(.exited(code: 0)))), at: Sample.start)
        #expect(ended.contains(.kit(.readDraft(draft, isTaken: true))))
        #expect(state.shell.tabs.count == tabs && state.focus == .chat && state.house.drafts.isEmpty)
        _ = state.update(.kit(.draftRead("how is\nplex", cluster: "lab")), at: Sample.start)
        #expect(state.chat.input.text == "how is\nplex")
    }

    @Test func `an editor that fails, and a tab that is closed, leave the line as it was`() {
        let draft = Draft(path: "/tmp/draft-1.md", cluster: "lab")
        for isClosed in [false, true] {
            var state = Self.chatting(Size(width: 200, height: 50))
            state.type("how is")
            _ = state.update(.kit(.draftReady(draft)), at: Sample.start)
            let pane = state.shell.focus
            let event: Event = isClosed ? .closePanes([pane]) : .shell(pane, .ended(.exit(.exited(code: 1))))
            #expect(state.update(event, at: Sample.start).contains(.kit(.readDraft(draft, isTaken: false))))
            #expect(state.chat.input.text == "how is")
            #expect(state.notice?.text.contains("left as it was") == true)
        }
    }

    @Test func `plan mode is shown, and goes with each question until it is ended`() throws {
        var state = Self.chatting()
        #expect(Self.sent("/plan", in: &state) == [])
        #expect(state.picture().text.contains("plan mode"))
        let effects = Self.sent("tidy up", in: &state)
        #expect(effects == [.kit(.ask(Remark(text: "tidy up", cluster: "lab", isPlan: true)))])
        #expect(state.picture().text.contains("plan mode"))
        _ = state.update(.kit(.agent(.finished(RunSummary()), of: "lab")), at: Sample.start)
        _ = Self.sent("/plan", in: &state)
        #expect(Self.sent("status", in: &state) == [.kit(.ask(Remark(text: "status", cluster: "lab")))])
    }

    @Test(arguments: [
        (80, "2.4 s · 90 tokens · $0.0045 · talk $0.0123 · window 42 %"),
        (40, "2.4 s · $0.0045 · talk $0.0123 · window 42 %"),
    ])
    func `the foot tells what the talk cost and how much of the window it takes`(width: Int, words: String) {
        var run = RunSummary(
            responses: 1, usage: Usage(input: 3000, output: 90), took: .milliseconds(2400),
            cost: Micros(rawValue: 4500), writing: .milliseconds(10))
        run.windowShare = 0.417
        let note = RunNote(run: run, talk: Micros(rawValue: 12_300), glyphs: .rich)
        #expect(note.text(within: max(width, words.columns)) == words)
        #expect(note.text(within: 20) == "2.4 s · $0.0045")
    }
}
