import AIKit
import Jarvis
import Screen
import Testing

@testable import CommandLine
@testable import JarvisTUI
@testable import Multiplexer

/// The commands of the chat's line: what is done, what is said, and the list of them.
@Suite struct SlashTests {
    private static func chatting(_ size: Size = Size(width: 80, height: 24)) -> AppState {
        var state = Sample.state(size)
        state.focus(.chat)
        return state
    }

    private static func asked(_ effects: [Effect]) -> [String] {
        effects.compactMap { if case .ask(let remark)? = $0.kit { remark.text } else { nil } }
    }

    /// Types a line, and sends it as it stands, whatever the list would have chosen.
    private static func sent(_ line: String, in state: inout AppState) -> [Effect] {
        state.type(line)
        if state.chat.slash.found(for: state.chat.input) != nil { state.press("Esc") }
        return state.press("Enter")
    }

    @Test(arguments: [
        ("/etc/hosts is read by whom", "/etc/hosts is read by whom"), ("//help", "/help"),
        ("//etc is what", "/etc is what"), ("what is /help", "what is /help"), (" /help", " /help"),
        ("/var/log", "/var/log"),
    ])
    func `a path and what is typed with two slashes are said`(line: String, text: String) {
        var state = Self.chatting()
        #expect(Self.asked(Self.sent(line, in: &state)) == [text])
        #expect(state.chat.handedBack == nil)
    }

    @Test(arguments: [
        ("/clera", "There is no /clera; did you mean /clear?"), ("/xyz now", "There is no /xyz; /help names"),
        ("/", "A command has its name behind the slash"), ("/help me", "/help stands alone."),
        ("/\u{1B}[2J", "There is no /␛[2J"), ("/etc", "With // in front it is sent as it stands."),
    ])
    func `what is no command is told and stays in the line`(line: String, reason: String) throws {
        var state = Self.chatting()
        state.chat.input.insert(line)
        state.press("Esc")
        state.focus(.chat)
        #expect(state.press("Enter") == [])
        #expect(state.chat.input.text == line)
        #expect(try #require(state.chat.handedBack).contains(reason), "\(state.chat.handedBack ?? "")")
        #expect(state.chat.queue.isEmpty && !state.chat.isBusy)
    }

    @Test func `a command that is done takes away why another was not`() {
        var state = Self.chatting()
        _ = Self.sent("/xyz", in: &state)
        #expect(state.chat.handedBack != nil)
        state.press("C-u")
        _ = Self.sent("/help", in: &state)
        #expect(state.layers.last is HelpLayer)
        #expect(state.chat.handedBack == nil)
    }

    @Test func `the palette refuses an unknown command as the line does`() throws {
        var state = Sample.state()
        state.press(":")
        state.type("/xyz")
        #expect(state.press("Enter") == [])
        #expect(state.chat.input.text == "/xyz")
        #expect(try #require(state.chat.handedBack).contains("There is no /xyz"))
    }

    @Test func `a slash on the empty line lists every command`() throws {
        var state = Self.chatting()
        state.press("/")
        #expect(state.layers.isEmpty)
        let found = try #require(state.chat.slash.found(for: state.chat.input))
        #expect(found.map(\.name) == SlashCommand.all.map(\.name))
        try GoldenScreen(name: "slash").expect(state)
    }

    @Test func `letters narrow the list, and Enter does what is chosen`() {
        var state = Self.chatting()
        state.type("/cst")
        #expect(state.press("Enter") == [.kit(.loadCosts)])
        #expect(state.layers.last is CostLayer)
        #expect(state.chat.input.isEmpty)
    }

    @Test func `arrows choose, and Tab completes`() throws {
        var state = Self.chatting()
        state.press("/", "Down", "Down")
        let third = try #require(SlashCommand.all.dropFirst(2).first)
        state.press("Tab")
        // One that needs words goes on with them.
        #expect(third.words == .needed("WORDS") && state.chat.input.text == "/\(third.name) ")
        #expect(state.focus == .chat)
    }

    @Test func `Esc leaves the list and not the line, and a new slash opens it again`() {
        var state = Self.chatting()
        state.type("/co")
        state.press("Esc")
        #expect(state.chat.slash.found(for: state.chat.input) == nil)
        #expect(state.chat.input.text == "/co")
        #expect(state.focus == .chat)
        state.type("s")
        #expect(state.chat.slash.found(for: state.chat.input) == nil)
        state.press("C-u", "/")
        #expect(state.chat.slash.found(for: state.chat.input) != nil)
    }

    @Test(arguments: ["/cost ", "/a/b", "//", "a/b"])
    func `the list is there for a name alone`(line: String) {
        var state = Self.chatting()
        state.type(line)
        #expect(state.chat.slash.found(for: state.chat.input) == nil)
    }

    @Test func `a click on the chosen row does it`() throws {
        var state = Self.chatting(Size(width: 80, height: 60))
        state.press("/")
        let rows = state.picture().text.split(separator: "\n", omittingEmptySubsequences: false)
        let row = try #require(rows.firstIndex { $0.contains("/undo") })
        #expect(state.mouse(.press(.left), x: 5, y: row) == [])
        #expect(
            state.mouse(.press(.left), x: 5, y: row) == [.kit(.undo(cluster: "lab", isSaid: true))])
    }

    @Test(arguments: [("/style", ""), ("/style info", "info")])
    func `how Jarvis speaks is told, or chosen, in the talk`(line: String, words: String) {
        var state = Self.chatting()
        #expect(Self.sent(line, in: &state) == [.kit(.chooseStyle(words, cluster: "lab"))])
        #expect(state.chat.entries.last?.content == .operatorText(line))
    }

    @Test func `the last question comes back to be changed`() {
        var state = Self.chatting()
        _ = Self.sent("/again", in: &state)
        #expect(state.chat.input.text == "how full is storage")
    }

    @Test func `undo is asked for in the talk`() {
        var state = Self.chatting()
        #expect(Self.sent("/undo", in: &state) == [.kit(.undo(cluster: "lab", isSaid: true))])
        #expect(state.chat.lastQuestion == "/undo")
    }

    @Test func `a new conversation begins`() {
        var state = Self.chatting()
        #expect(Self.sent("/clear", in: &state) == [.kit(.newConversation(cluster: "lab"))])
        #expect(state.chat.lastQuestion == nil)
    }

    @Test(arguments: [("/export", nil), ("/export a talk.md", "a talk.md")])
    func `the conversation is written into a file`(line: String, path: String?) {
        var state = Self.chatting()
        #expect(Self.sent(line, in: &state) == [.kit(.talk(.export(cluster: "lab", path: path)))])
    }

    @Test func `the tools are listed with their tiers`() throws {
        var state = Self.chatting()
        #expect(Self.sent("/tools", in: &state) == [.kit(.loadTools(cluster: "lab"))])
        let tools = [
            ToolNote(
                name: "get_vms", tier: .green, words: "The virtual machines of the cluster, one a line."),
            ToolNote(name: "stop_vm", tier: .red, words: "Shuts a virtual machine down. \u{1B}[2J"),
        ]
        _ = state.update(.kit(.tools(tools)), at: Sample.start)
        state.press("Down")
        try GoldenScreen(name: "tools").expect(state)
    }

    @Test(arguments: [
        ("/explain J-PVE-401", "**J-PVE-401** "), ("/explain pve-401", "**J-PVE-401** "),
        ("/explain [J-GATE-04]", "**J-GATE-04** "),
        ("/explain J-PVE-402", "There is no code \"J-PVE-402\"; did you mean J-PVE-"),
    ])
    func `a code is explained in the chat, without anybody being asked`(line: String, answer: String) throws {
        var state = Self.chatting()
        state.type(line)
        #expect(state.press("Enter") == [])
        guard case .butlerText(let text)? = state.chat.entries.last?.content else {
            Issue.record("nothing was said to \(line)")
            return
        }
        #expect(text.hasPrefix(answer), "\(text)")
        #expect(!CodeWords.text(of: "\u{1B}[2J").contains("\u{1B}"))
    }

    @Test func `names are words of small letters and none is there twice`() {
        let names = SlashCommand.all.map(\.name)
        #expect(Set(names).count == names.count)
        #expect(names.allSatisfy { !$0.isEmpty && $0.allSatisfy { ("a"..."z").contains($0) } })
    }

    @Test func `the list stays in its room on every screen`() {
        for size in [(36, 8), (60, 20), (100, 37), (200, 50)] {
            var state = Self.chatting(Size(width: size.0, height: size.1))
            state.press("/")
            #expect(state.picture().text.contains("❯ /"), "\(size)")
        }
    }
}
