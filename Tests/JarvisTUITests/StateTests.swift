import AIKit
import ClusterKit
import Screen
import Testing
import Text

@testable import CommandLine
@testable import JarvisTUI
@testable import Multiplexer

@Suite struct StateTests {
    @Test func `the selection stays with the thing it points at`() {
        var state = Sample.state()
        state.cluster.select(.guest(GuestID(.lxc, 103)))
        var next = Sample.snapshot
        next.guests.insert(
            Guest(id: GuestID(.lxc, 100), node: "agent", name: "new", status: .running), at: 0)
        next.guests.removeAll { $0.vmid == 101 }
        _ = state.update(.kit(.snapshot(Diagnosis(of: next))), at: Sample.moment(4))
        #expect(state.cluster.selection == .guest(GuestID(.lxc, 103)))
    }

    @Test func `nothing is selected where a thing was that is gone, and keys go on from its place`() {
        var state = Sample.state()
        state.cluster.select(.guest(GuestID(.lxc, 103)))
        let place = state.cluster.rows.firstIndex(of: .guest(GuestID(.lxc, 103)))
        var next = Sample.snapshot
        next.guests.removeAll { $0.vmid == 103 }
        _ = state.update(.kit(.snapshot(Diagnosis(of: next))), at: Sample.moment(4))
        #expect(state.cluster.selection == nil)
        state.press("j")
        #expect(state.cluster.selection.flatMap { state.cluster.rows.firstIndex(of: $0) } == place)
    }

    @Test func `a number in the filter points at the guest that has it, not at one with it in its name`() {
        var snapshot = Sample.calm
        snapshot.guests[0].name = "was-105"
        var state = Sample.state(snapshot: snapshot)
        state.focus(.cluster)
        state.press("/", "1", "0", "5")
        #expect(state.cluster.selection == .guest(GuestID(.qemu, 105)))
    }

    @Test func `what is looked for is found in what is folded, which is folded again after`() {
        var state = Sample.state(snapshot: Sample.calm)
        state.focus(.cluster)
        state.press("F")
        #expect(!state.cluster.rows.contains(.guest(GuestID(.lxc, 103))))
        let folded = state.cluster.rows
        state.press("/", "j", "e", "l", "l", "y", "Enter")
        #expect(state.cluster.rows.contains(.guest(GuestID(.lxc, 103))))
        state.press("Esc")
        #expect(state.cluster.rows == folded)
    }

    @Test func `figures of an unknown cluster change nothing`() {
        var state = Sample.state()
        let before = state.clusters
        let other = Diagnosis(of: ClusterSnapshot(name: "elsewhere"))
        _ = state.update(.kit(.snapshot(other)), at: Sample.moment(1))
        #expect(state.clusters == before)
    }

    @Test func `a folded node hides its guests and keeps the selection on itself`() {
        var state = Sample.state()
        state.cluster.select(.guest(GuestID(.lxc, 103)))
        state.press("f")
        #expect(state.cluster.selection == .node("home"))
        #expect(!state.cluster.rows.contains(.guest(GuestID(.lxc, 103))))
        state.press("f")
        #expect(state.cluster.rows.contains(.guest(GuestID(.lxc, 103))))
    }

    @Test(arguments: ["undo", "Undo that, please", "take it back", "Revert that"])
    func `who asks in the chat for the last change to be taken back gets what the key does`(words: String) {
        var state = Sample.state()
        state.focus(.chat)
        state.type(words)
        #expect(state.press("Enter") == [.kit(.undo(cluster: "lab", isSaid: true))])
        #expect(state.chat.entries.last?.content == .operatorText(words) && !state.chat.isBusy)
        let reason = "Nothing was done lately that could be undone."
        _ = state.update(.kit(.replied(reason, in: "lab")), at: Sample.start)
        #expect(state.chat.entries.last?.content == .butlerText(reason))
        state.type("undo the migration of 101")
        #expect(
            state.press("Enter")
                == [.kit(.ask(Remark(text: "undo the migration of 101", cluster: "lab")))])
    }

    @Test func `what is to be taken back has its turn after the answer under way`() {
        var state = Sample.state()
        state.focus(.chat)
        state.type("status")
        state.press("Enter")
        state.type("take the last change back")
        #expect(state.press("Enter").isEmpty && state.chat.queue.count == 1)
        let effects = state.update(.kit(.agent(.finished(RunSummary()), of: "lab")), at: Sample.start)
        #expect(effects == [.kit(.undo(cluster: "lab", isSaid: true))] && state.chat.queue.isEmpty)
    }

    @Test func `on the empty line of the talk the prefix and z zoom, and after words z is a letter`() {
        var state = Sample.state()
        state.focus(.chat)
        state.press("C-a", "z")
        #expect(state.isZoomed && state.chat.input.isEmpty)
        state.press("C-a", "z")
        #expect(!state.isZoomed)
        state.type("a")
        state.press("C-a", "z")
        #expect(!state.isZoomed && state.chat.input.text == "za")
    }

    @Test func `what is said while Jarvis answers waits and is asked in order`() {
        var state = Sample.state()
        state.focus(.chat)
        state.type("one")
        #expect(state.press("Enter") == [.kit(.ask(Remark(text: "one", cluster: "lab")))])
        state.type("two")
        #expect(state.press("Enter") == [])
        state.type("three")
        #expect(state.press("Enter") == [])
        #expect(
            state.update(.kit(.agent(.finished(RunSummary()), of: "lab")), at: Sample.start) == [
                .kit(.ask(Remark(text: "two", cluster: "lab")))
            ])
        #expect(
            state.update(.kit(.agent(.finished(RunSummary()), of: "lab")), at: Sample.start) == [
                .kit(.ask(Remark(text: "three", cluster: "lab")))
            ])
        #expect(state.update(.kit(.agent(.finished(RunSummary()), of: "lab")), at: Sample.start) == [])
        #expect(!state.chat.isBusy)
    }

    @Test func `an empty line says nothing`() {
        var state = Sample.state(snapshot: Sample.calm)
        state.focus(.chat)
        #expect(state.press("Enter", "Space", "Enter") == [])
        #expect(!state.chat.isBusy)
    }

    @Test func `pieces of an answer become one entry`() {
        var state = Sample.blank()
        for piece in ["Good ", "evening", "."] {
            _ = state.update(.kit(.agent(.textDelta(piece), of: "lab")), at: Sample.start)
        }
        #expect(state.chat.entries.map(\.content) == [.butlerText("Good evening.")])
    }

    @Test func `a long answer is divided where it is settled, and drawn as if it were not`() throws {
        var state = Sample.blank()
        let list = (0..<40).map { "- item \($0) of **many**" }.joined(separator: "\n")
        let code = "```\n" + (0..<60).map { "let a\($0) = 1\n\n" }.joined() + "```"
        let parts = (0..<24).flatMap { ["Paragraph \($0) has some words.", list, code] }
        let text = parts.joined(separator: "\n\n")
        var rest = text[...]
        while !rest.isEmpty {
            _ = state.update(.kit(.agent(.textDelta(String(rest.prefix(37))), of: "lab")), at: Sample.start)
            rest = rest.dropFirst(37)
        }
        let scene = Scene(state: state, ink: .plain, glyphs: .rich, layout: state.layout) { _, _, _ in nil }
        let drawing = TranscriptDrawing(scene: scene, width: 60)
        func words(_ lines: [[Span]]) -> [String] { lines.map { $0.map(\.text).joined().trimmed } }
        let whole = Markdown(ink: .plain, glyphs: .rich, width: 58).lines(text).map { [Span("  ")] + $0 }
        #expect(state.chat.entries.count == 3)
        #expect(words(state.chat.entries.flatMap { drawing.lines($0) }) == words([[]] + whole))
    }

    @Test func `of a text that nobody can read the beginning is laid out, and the rest is counted`() {
        let state = Sample.blank()
        let scene = Scene(state: state, ink: .plain, glyphs: .rich, layout: state.layout) { _, _, _ in nil }
        let drawing = TranscriptDrawing(scene: scene, width: 60)
        for text in [
            String(repeating: "\u{202E}", count: 300_000), String(repeating: "word ", count: 300_000),
        ] {
            for content in [ChatEntry.Content.butlerText(text), .operatorText(text)] {
                let lines = drawing.lines(ChatEntry(id: 0, content: content))
                #expect(lines.count < 5_000)
                #expect(lines.last?.map(\.text).joined().contains("more") == true)
            }
        }
        #expect(drawing.lines(ChatEntry(id: 0, content: .butlerText("short"))).count == 2)
    }

    @Test func `thinking is shown as thinking, and never as the answer`() {
        var state = Sample.blank()
        let events: [AgentEvent] = [
            .thinkingDelta("Hm"), .thinkingDelta("."), .textDelta("Let me see."), .reconsidered,
            .textDelta("Two nodes."),
        ]
        for event in events { _ = state.update(.kit(.agent(event, of: "lab")), at: Sample.start) }
        #expect(
            state.chat.entries.map(\.content) == [
                .thought(Thought("Hm.", took: .zero)), .thought(Thought("Let me see.", took: .zero)),
                .butlerText("Two nodes."),
            ])
        for _ in 0..<50 {
            _ = state.update(
                .kit(.agent(.thinkingDelta(String(repeating: "x", count: 99)), of: "lab")), at: Sample.start)
        }
        #expect(state.chat.entries.last?.content == .thought(Thought(String(repeating: "x", count: 2000))))
    }

    @Test func `a model that is loading is waited for visibly, until something else happens`() {
        var state = Sample.state()
        state.focus(.chat)
        state.type("one")
        _ = state.press("Enter")
        _ = state.update(.kit(.agent(.loading(.seconds(12)), of: "lab")), at: Sample.start)
        #expect(
            state.chat.loading == .seconds(12)
                && state.chat.entries.count == Sample.state().chat.entries.count + 1)
        _ = state.update(.kit(.agent(.textDelta("Well"), of: "lab")), at: Sample.start)
        #expect(state.chat.loading == nil)
    }

    @Test(arguments: zip(Severity.allCases, [5.0, 5, 5, 12]))
    func `a notice stays as long as it matters`(severity: Severity, seconds: Double) {
        var state = Sample.state()
        _ = state.update(.notice("words", severity), at: Sample.start)
        _ = state.update(.tick, at: Sample.moment(seconds))
        #expect(state.notice?.text == "words")
        _ = state.update(.tick, at: Sample.moment(seconds + 0.1))
        #expect(state.notice == nil)
    }

    @Test func `a paste is text in the chat, input in the shell and nothing in the cluster`() {
        var state = Sample.state()
        #expect(state.paste("q") == [])
        state.focus(.chat)
        state.paste("two\r\nlines")
        #expect(state.chat.input.text == "two\nlines")
        state.focus(.shell)
        let paste = Input(.paste(Paste(bytes: Array("ls\n".utf8))), raw: [])
        #expect(state.paste("ls\n") == [.screen(.shellInput([paste], PaneID(1)))])
    }

    @Test func `a stopped guest can be started and a running one cannot`() {
        var state = Sample.state()
        state.cluster.select(.guest(GuestID(.qemu, 105)))
        #expect(state.press("s") == [.kit(.power(.start, GuestID(.qemu, 105), cluster: "lab"))])
        state.cluster.select(.guest(GuestID(.lxc, 103)))
        #expect(state.press("s") == [])
    }

    @Test(arguments: [(GuestID(.qemu, 106), "locked: backup"), (GuestID(.qemu, 900), "template")])
    func `what holds a guest is told instead of asking Proxmox`(guest: GuestID, words: String) {
        var state = Sample.state()
        state.cluster.select(.guest(guest))
        #expect(state.press("x") == [])
        #expect(state.notice?.text.contains(words) == true)
    }

    @Test func `what is heard of late stands in the feed where its time puts it`() {
        var state = Sample.state()
        var late = Sample.feed[1]
        late.title = "vzdump failed"
        late.time += 1
        _ = state.update(.feed([late]), at: Sample.start)
        #expect(
            state.feed.entries.map(\.title) == [
                "101 nextcloud started", "storage nas is filling", "vzdump failed", "node agent is offline",
                "Start 103 jellyfin",
            ])
    }

    @Test func `a key that cannot act says why`() {
        var state = Sample.state()
        state.cluster.select(.guest(GuestID(.lxc, 103)))
        state.press("s")
        #expect(state.notice?.text == "Start: 103 is running")
        state.press("R")
        #expect(state.notice?.text == "Reset: a container has none")
        var snapshot = Sample.snapshot
        for index in snapshot.nodes.indices { snapshot.nodes[index].state = .offline }
        _ = state.update(.kit(.snapshot(Diagnosis(of: snapshot))), at: Sample.start)
        state.press("d")
        #expect(state.notice?.text == "Shut down: its node home is offline")
        state.cluster.select(state.cluster.rows[0])
        state.press("d")
        #expect(state.notice?.text == "Shut down: select a guest first")
    }

    @Test func `the ends of the list hold`() {
        var state = Sample.state()
        state.press("g", "Up", "k", "PageUp")
        #expect(state.cluster.selection == state.cluster.rows.first)
        state.press("G", "Down", "j", "PageDown")
        #expect(state.cluster.selection == state.cluster.rows.last)
    }

    @Test func `nothing asks for a tick sooner than a frame, and stale figures are counted every second`() {
        var state = Sample.state()
        #expect(state.ticks == [.everything: .seconds(5)])
        _ = state.update(.tick, at: Sample.moment(60))
        #expect(state.ticks == [.everything: .seconds(1)])
    }
}
