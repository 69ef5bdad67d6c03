import ClusterKit
import Jarvis
import Screen
import Testing
import Text

@testable import CommandLine
@testable import JarvisTUI
@testable import Multiplexer

@Suite struct LayerTests {
    @Test func `the palette finds a command by a word and runs it`() {
        var state = Sample.state(mode: .ops)
        state.press(":")
        state.type("visual")
        #expect(state.press("Enter") == [.kit(.remember(.mode, "minimal"))])
        #expect(state.mode == .minimal)
        #expect(state.layers.isEmpty)
    }

    @Test func `a palette command opens the layer that its key opens`() {
        var state = Sample.state()
        state.press(":")
        state.type("help")
        state.press("Enter")
        #expect(state.layers.count == 1)
        #expect(state.layers.last is HelpLayer)
    }

    @Test func `the column narrows while the filter is typed, and Esc shows everything again`() {
        var state = Sample.state()
        let everything = state.cluster.rows
        state.press("/")
        state.type("jelly")
        #expect(state.cluster.rows == [.node("home"), .guest(GuestID(.lxc, 103))])
        state.press("Backspace", "Backspace", "Backspace", "Backspace", "Backspace")
        #expect(state.cluster.rows == everything)
        state.type("jelly")
        state.press("Esc")
        #expect(state.cluster.rows == everything)
        #expect(state.layers.isEmpty)
    }

    @Test func `Enter keeps the filter, and Esc in the column takes it away later`() {
        var state = Sample.state()
        state.press("/")
        state.type("status:stopped")
        state.press("Enter")
        #expect(state.layers.isEmpty)
        #expect(state.cluster.filter.text == "status:stopped")
        state.press("Esc")
        #expect(state.cluster.filter.isEmpty)
    }

    @Test func `a filter that cannot be read says so and stays open`() {
        var state = Sample.state()
        state.press("/")
        state.type("/[")
        #expect(state.press("Enter") == [])
        #expect(state.layers.count == 1)
        state.press("Esc")
        #expect(state.layers.isEmpty)
    }

    @Test func `Enter opens a closer look and asks for its figures`() {
        var state = Sample.state()
        state.cluster.select(.guest(GuestID(.lxc, 103)))
        let request = DetailRequest(
            cluster: "lab", subject: .guest(GuestID(.lxc, 103), "home"), timeframe: .hour)
        #expect(state.press("Enter") == [.kit(.load(request))])
        var longer = request
        longer.timeframe = .day
        #expect(state.press("Right") == [.kit(.load(longer))])
        #expect(state.press("x") == [.kit(.power(.stop, GuestID(.lxc, 103), cluster: "lab"))])
        #expect(state.layers.isEmpty)
    }

    @Test func `figures for another look than the one that is open are dropped`() {
        var state = Sample.state()
        state.cluster.select(.node("home"))
        state.press("Enter")
        let other = DetailRequest(cluster: "lab", subject: .node("pve"), timeframe: .hour)
        _ = state.update(.kit(.detail(other, .failed("wrong node"))), at: Sample.start)
        #expect(!state.picture().text.contains("wrong node"))
    }

    @Test func `a closer look covers the screen also while the cluster is zoomed`() {
        var state = Sample.state(Size(width: 200, height: 50))
        state.cluster.select(.node("home"))
        state.press("z", "Enter")
        #expect(state.picture().text.contains("NODE home"))
    }

    @Test func `a code is asked for once, sent, and asked for again when it was not taken`() {
        let question = CodeQuestion(cluster: "lab", account: "root@pam", methods: ["totp"])
        var state = Sample.state()
        _ = state.update(.kit(.codeQuestion(question)), at: Sample.start)
        _ = state.update(.kit(.codeQuestion(question)), at: Sample.moment(1))
        #expect(state.layers.count == 1)
        state.type("123", after: 2)
        state.paste("456", after: 2)
        #expect(
            state.press("Enter", after: 2)
                == [.kit(.passSecondFactor(question, code: Secret("123456")))])
        #expect(state.layers.isEmpty)
        var refused = question
        refused.refusal = "That code was not taken."
        for time in [10.0, 20] {
            _ = state.update(.kit(.codeQuestion(refused)), at: Sample.moment(time))
            #expect(state.layers.count == 1)
            state.press("Esc", after: time + 1)
        }
        state.press("r", after: 30)
        _ = state.update(.kit(.codeQuestion(question)), at: Sample.moment(31))
        #expect(state.layers.count == 1)
    }

    @Test func `a code is shown to nobody`() {
        var state = Sample.state()
        _ = state.update(
            .kit(.codeQuestion(CodeQuestion(cluster: "lab", account: "root@pam", methods: ["totp"]))),
            at: Sample.moment(1))
        state.type("123456", after: 2)
        let text = state.picture().text
        #expect(text.contains("Code: ••••••") && !text.contains("123456"))
    }

    @Test(arguments: [
        (["y"], true), (["Left", "Enter"], true), (["Enter"], false), (["n"], false), (["Esc"], false),
    ])
    func `lines go to a program that takes them for typing only after a yes`(keys: [String], isYes: Bool) {
        var state = Sample.state()
        state.focus(.shell)
        let paste = Paste(bytes: Array("sudo reboot\n".utf8))
        #expect(state.update(.pasteQuestion(paste, PaneID(1)), at: Sample.start) == [])
        #expect(state.picture().text.contains("press Enter once"))
        #expect(state.picture().text.contains("sudo reboot"))
        #expect(state.type("y", after: 0.1) == [])
        #expect(state.tap(keys) == (isYes ? [.screen(.paste(paste, PaneID(1)))] : []))
        #expect(state.layers.isEmpty)
    }

    @Test
    func `help scrolls, begins with the pane that has the keys, and a key that means nothing leaves it open`()
    {
        var state = Sample.state(Size(width: 80, height: 24))
        state.press("?")
        let top = state.picture().text
        state.press("PageDown")
        #expect(state.picture().text != top)
        #expect(state.press("x") == [])
        #expect(state.layers.count == 1)
        state.press("q")
        #expect(state.layers.isEmpty)
        state.focus(.feed)
        state.press("?")
        let rows = state.picture().text.split(separator: "\n").filter { $0.contains("║") }
        #expect(rows.first?.contains("ACTIVITY") == true)
    }

    @Test func `help is searched, and Esc shows all of it again before it closes`() {
        var state = Sample.state(Size(width: 120, height: 40))
        state.press("?", "/")
        state.type("unknown")
        let text = state.picture().text
        #expect(
            text.contains("SIGNS") && text.contains("?  unknown: nobody tells")
                && !text.contains("Pulls the plug")
        )
        state.press("Esc")
        #expect(state.picture().text.contains("Pulls the plug") && state.layers.count == 1)
        state.press("C-c")
        #expect(state.layers.isEmpty)
    }

    @Test func `the boot sequence ends by itself, or with any key, and comes once a day`() {
        var state = Sample.blank(mode: .jarvis)
        _ = state.update(.attached(Size(width: 80, height: 24)), at: Sample.start)
        #expect(state.layers.last is BootLayer)
        _ = state.update(.tick, at: Sample.moment(1.5))
        #expect(state.layers.count == 1)
        _ = state.update(.tick, at: Sample.moment(1.7))
        #expect(state.layers.isEmpty)
        _ = state.update(.attached(Size(width: 80, height: 24)), at: Sample.moment(10))
        #expect(state.layers.isEmpty)
        let tomorrow = 86_400.0
        let effects = state.update(.attached(Size(width: 80, height: 24)), at: Sample.moment(tomorrow))
        #expect(effects == [.kit(.remember(.greeted, "2026-01-02"))])
        #expect(state.layers.last is BootLayer)
        #expect(state.press("q", after: tomorrow) == [])
        #expect(state.layers.isEmpty)
    }

    @Test func `nothing is seen behind the boot sequence that a key could be meant for`() {
        var state = Sample.state(Size(width: 120, height: 40))
        let seen = state.picture().text
        state.mode = .jarvis
        _ = state.update(.attached(Size(width: 120, height: 40)), at: Sample.start)
        let text = state.picture().text
        #expect(seen.contains("nextcloud") && !text.contains("nextcloud") && !text.contains("QUORUM"))
    }

    @Test func `a question that waits stands above the line a filter is typed in`() {
        var state = Sample.state(Size(width: 120, height: 40))
        state.press("/")
        let text = Array("nas").map(String.init)
        for key in text { state.press(key) }
        _ = state.update(.kit(.card(Sample.card(asker: .model), of: "lab")), at: Sample.start)
        let rows = state.picture().text.split(separator: "\n")
        #expect(rows.last?.contains(" /nas") == true)
        #expect(rows.dropLast().last?.contains("A card waits") == true)
    }

    @Test func `a house that goes on with shells shows no boot sequence that takes a key`() {
        var state = Sample.blank(mode: .jarvis)
        _ = state.update(
            .shellsTakenBack(ShellKeepsake(focus: .shell), [PaneID(1)]), at: Sample.start)
        _ = state.update(.attached(Size(width: 80, height: 24)), at: Sample.start)
        #expect(state.layers.isEmpty)
        let effects = state.press("a")
        #expect(effects.contains { if case .screen(.shellInput(_, PaneID(1))) = $0 { true } else { false } })
        _ = state.update(.attached(Size(width: 80, height: 24)), at: Sample.moment(10))
        #expect(state.layers.last is BootLayer)
    }

    @Test func `leaving closes what was open but no question`() {
        var state = Sample.state()
        state.press("?")
        _ = state.update(.kit(.card(Sample.card(), of: "lab")), at: Sample.start)
        _ = state.update(.detached, at: Sample.start)
        #expect(state.layers.count == 1)
        #expect(state.layers.last is ConfirmLayer)
        _ = state.update(.attached(Size(width: 80, height: 24)), at: Sample.moment(60))
        #expect(state.tap(["y"], after: 60.5) == [])
        #expect(state.layers.last is ConfirmLayer)
    }
}
