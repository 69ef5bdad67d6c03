import FoundationEssentials
import JSON
import Jarvis
import Screen
import Settings
import Testing

@testable import CommandLine
@testable import JarvisTUI
@testable import Multiplexer

/// The key that stops everything, the card that lets it go on, and where it is seen that all is stopped.
@Suite struct KillKeyTests {
    private static let size = Size(width: 120, height: 40)
    private static let key = Input(.key(.function(12)), raw: Array("\u{1B}[24~".utf8))
    private static let kill = KillState.on(
        KillSwitch(
            since: Date(timeIntervalSince1970: 1_767_268_000),
            until: Date(timeIntervalSince1970: 1_767_275_000), reason: "the roof leaks"))

    private func isEngaged(_ effects: [Effect]) -> Bool {
        effects.contains { effect in
            if case .work(let work) = effect { work.kit == .engageKill } else { false }
        }
    }

    @Test(arguments: HouseScreen.catalog.withKeys)
    func `it stops everything from each panel, with a line or a layer open and behind the prefix`(
        panel: PanelID
    ) {
        var state = Sample.state(Self.size)
        state.focus(panel)
        #expect(state.typesOnly([Self.key]) == nil)
        #expect(isEngaged(state.handle(Self.key)))
        _ = state.handle(Input(.key(state.prefixKey), raw: [1]))
        #expect(isEngaged(state.handle(Self.key)))
        state.push(HelpLayer())
        #expect(isEngaged(state.handle(Self.key)))
        state.put(ConfirmLayer(card: Sample.card(asker: .model), cluster: "lab"))
        state.openQuestion()
        #expect(isEngaged(state.handle(Self.key)))
    }

    @Test func `where all is stopped it asks once, and only y and Enter let it go`() throws {
        var state = Sample.state(Self.size)
        state.house.kill = Self.kill
        for _ in 0..<2 { #expect(!isEngaged(state.handle(Self.key))) }
        #expect(state.layers.count { $0 is ReleaseLayer } == 1 && state.waiting.isEmpty)
        let frame = state.draw(ink: try RoleInk().ink, glyphs: .rich) { _, _, _ in nil }
        let rows = (0..<Self.size.height).map { frame.text(row: $0) }
        #expect(rows.contains { $0.contains("on since 11:46, until 13:43: the roof leaks.") })
        let layer = try #require(state.layers.last as? ReleaseLayer)
        guard case .close(let effects) = layer.answered(true), case .close(let none) = layer.answered(false),
            case .work(let work)? = effects.first
        else {
            Issue.record("the card is not answered")
            return
        }
        #expect(work.kit == .releaseKill(Self.kill) && none.isEmpty)
    }

    @Test func `the question goes when the switch is off or another one`() {
        for news in [KillState.off, .on(KillSwitch(since: Date(timeIntervalSince1970: 1_767_269_000)))] {
            var state = Sample.state(Self.size)
            state.house.kill = Self.kill
            _ = state.handle(Self.key)
            _ = KitEvent.kill(Self.kill).enter(&state)
            #expect(state.layers.contains { $0 is ReleaseLayer })
            _ = KitEvent.kill(news).enter(&state)
            #expect(!(state.layers + state.waiting).contains { $0 is ReleaseLayer })
        }
    }

    @Test(arguments: [(36, 8), (80, 24), (200, 50)])
    func `that all is stopped is the first thing the top line says`(size: (Int, Int)) throws {
        for kill in [Self.kill, .unreadable("/x/kill is not as Jarvis writes it")] {
            var state = Sample.state(Size(width: size.0, height: size.1))
            state.house.kill = kill
            let frame = state.draw(ink: try RoleInk().ink, glyphs: .rich) { _, _, _ in nil }
            let top = frame.text(row: 0)
            #expect(top.hasPrefix(" J.A.R.V.I.S.  KILL SWITCH ON "), "\(top)")
        }
    }

    @Test func `another key stops everything where one was given, and the old one is a program's again`() {
        var settings = KeySettings([KeySettings.Entry(command: "kill", keys: ["F9"])])
        var state = Sample.state(Self.size)
        state.bind(settings)
        state.focus(.shell)
        #expect(!isEngaged(state.handle(Self.key)))
        #expect(isEngaged(state.handle(Input(.key(.function(9)), raw: []))))
        // It is heard everywhere, so no letter and no other command's key can be it.
        for key in ["k", "^G"] {
            settings = KeySettings([KeySettings.Entry(command: "kill", keys: [key])])
            #expect(
                KeyBindings(settings, of: HouseScreen.catalog.commands, prefix: "a").faults.map(\.command)
                    == ["kill"])
        }
    }

    @Test(
        arguments: [
            ("90s", 90), ("30m", 1800), ("4h", 14_400), ("1d12h", 129_600), ("0s", nil), ("", nil),
            ("4", nil),
            ("h", nil), ("-4h", nil), ("4 h", nil), ("4x", nil), ("400d", nil),
            ("99999999999999999999h", nil),
            ("٤h", nil),
        ] as [(String, Int?)])
    func `a length of time is read as it is typed`(text: String, seconds: Int?) {
        #expect(TimeSpan(text)?.seconds == seconds)
    }

    @Test func `the status begins with it`() {
        let report: JSONValue = [
            "kill": [
                "since": "2026-01-01T11:46:40Z", "until": "2026-01-01T13:43:20Z",
                "reason": "the\u{1B}[2J roof",
            ], "clusters": [],
        ]
        let noon = Date(timeIntervalSince1970: 1_767_268_800)
        #expect(
            StatusText.text(of: report, at: noon, by: { _ in WallClock(offset: 0) })
                == "KILL SWITCH ON, since 11:46, until 13:43, the␛[2J roof; `jarvis unkill` releases it\n")
    }
}
