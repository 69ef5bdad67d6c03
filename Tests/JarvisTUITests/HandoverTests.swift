import AIKit
import Jarvis
import Screen
import Testing

@testable import CommandLine
@testable import JarvisTUI
@testable import Multiplexer

@Suite
struct HandoverTests {
    private let handed = HandedText("$ make", from: "shell.screen", title: "@screen: 1 lines")

    @Test(arguments: [
        ("what is on @screen?", [Mention.Kind.screen]), ("(@last)", [.last]),
        ("@LAST and @screen and @last", [.last, .screen]), ("mail me@screen.org", []), ("@screens", []),
        ("screen last", []),
    ])
    func `a message names what of the shell is handed over`(text: String, named: [Mention.Kind]) {
        #expect(Mention.named(in: text).map(\.kind) == named)
    }

    @Test func `nothing is asked before what is named was fetched, and then with it`() {
        var state = Sample.state()
        state.focus(.chat)
        state.type("explain @screen")
        #expect(
            state.press("Enter") == [
                .screen(
                    .visit(
                        state.shell.focus,
                        Visit(
                            HandOver(
                                remark: Remark(text: "explain @screen", cluster: "lab"),
                                mentions: [.screen]))))
            ])
        let remark = Remark(text: "explain @screen", cluster: "lab", handed: [handed])
        #expect(state.update(.kit(.handedOver(remark)), at: Sample.start) == [.kit(.ask(remark))])
        #expect(
            state.chat.entries.map(\.content).suffix(2) == [
                .operatorText("explain @screen"), .notice("Handed over @screen: 1 lines", .info),
            ])
    }

    @Test func `a message that cannot be completed is not sent and not lost`() {
        var state = Sample.state()
        state.focus(.chat)
        let before = state.chat.entries
        state.type("fix @last")
        _ = state.press("Enter")
        #expect(
            state.update(
                .kit(.notHandedOver(Remark(text: "fix @last", cluster: "lab"), "@last: no marks.")),
                at: Sample.start) == [])
        #expect(state.chat.input.text == "fix @last")
        #expect(state.notice?.text == "@last: no marks.")
        #expect(state.chat.entries == before)
        #expect(state.chat.handedBack == "Not sent. @last: no marks.")
    }

    @Test func `why a message came back stands above it until one is sent`() throws {
        var state = Sample.state(Size(width: 80, height: 24))
        state.focus(.chat)
        let reason = "@last: The shell does not mark its commands (OSC 133); Docs/Shell.md says how."
        _ = state.update(
            .kit(.notHandedOver(Remark(text: "fix @last", cluster: "lab"), reason)), at: Sample.start)
        // The notice on the last line has gone by then.
        _ = state.update(.tick, at: Sample.moment(60))
        try GoldenScreen(name: "handed-back").expect(state)
        state.press("Enter", after: 60)
        _ = state.update(
            .kit(.handedOver(Remark(text: "fix @last", cluster: "lab", handed: [handed]))),
            at: Sample.moment(60))
        #expect(state.chat.handedBack == nil)
        #expect(!state.picture().text.contains("Not sent"))
    }

    @Test func `a message that comes back while another is typed is kept where Up finds it`() {
        var state = Sample.state()
        state.focus(.chat)
        state.type("fix @last")
        _ = state.press("Enter")
        state.type("and")
        _ = state.update(
            .kit(.notHandedOver(Remark(text: "fix @last", cluster: "lab"), "@last: no marks.")),
            at: Sample.start)
        #expect(state.chat.input.text == "and")
        #expect(state.chat.handedBack == "Not sent; Up brings it back. @last: no marks.")
        _ = state.press("Up")
        #expect(state.chat.input.text == "fix @last")
    }

    @Test func `words without a name hand nothing over`() {
        var state = Sample.state()
        state.focus(.chat)
        state.type("status")
        #expect(state.press("Enter") == [.kit(.ask(Remark(text: "status", cluster: "lab")))])
    }
}
