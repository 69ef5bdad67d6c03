import AIKit
import ClusterKit
import Jarvis
import Screen
import Testing

@testable import CommandLine
@testable import JarvisTUI
@testable import Multiplexer
@testable import ProxmoxSim

/// Only what differs is sent to the terminal; here its picture is held against one drawn from nothing.
///
/// With all that is shown on displays, one after the other, as they share terminfo's globals.
@Suite(.serialized) struct RedrawTests {
    /// Keys that a hand presses, many of them more than once in a row.
    private static let keys =
        Array(repeating: ["j", "k", "Down", "Up"], count: 6).flatMap(\.self)
        + [
            "Tab", "S-Tab", "Enter", "Esc", "Esc", "Esc", "Left", "Right", "PageDown", "PageUp", "G", "g",
            "z",
            "m", "T", "Space", "1", "2", "3", "a", "f", "/", ":", "?", "!", "x", "s", "y", "n", "e", "l",
            "Backspace", "C-u", "C-a", "Q", "ä", "漢", "C-l",
        ]

    /// One thing that happens to the state.
    private static func happen(to state: inout AppState, _ step: Int, _ random: inout SeededRandom) {
        let moment = Sample.moment(Double(step) * 0.3)
        switch Int.random(in: 0..<10, using: &random) {
        case 0:
            let diagnosis = Diagnosis(of: changed(Sample.snapshot, &random))
            _ = state.update(.kit(.snapshot(diagnosis)), at: moment)
        case 1: _ = state.update(.kit(.snapshot(Diagnosis(of: Hostile.snapshot))), at: moment)
        case 2:
            let texts = Hostile.texts + ["all is well", "**bold** and `code`\n\n- one\n- two", "quorum 4/4"]
            let text = texts.randomElement(using: &random) ?? ""
            _ = state.update(.kit(.agent(.textDelta(text), of: "lab")), at: moment)
            let entry = FeedEntry(
                id: step + 100, time: moment.epoch, severity: .warning, source: .system, title: text,
                detail: "\(step)")
            _ = state.update(.feed([entry]), at: moment)
        case 3: _ = state.update(.tick, at: moment)
        default:
            let key = keys.randomElement(using: &random) ?? "j"
            _ = state.update(.input([Input(key)].compactMap(\.self)), at: moment)
        }
    }

    private static func changed(_ snapshot: ClusterSnapshot, _ random: inout SeededRandom) -> ClusterSnapshot
    {
        var snapshot = snapshot
        snapshot.guests = snapshot.guests.filter { _ in Int.random(in: 0..<5, using: &random) > 0 }
        snapshot.nodes = snapshot.nodes.map { node in
            var node = node
            node.cpu = Double.random(in: 0...1, using: &random)
            if Int.random(in: 0..<6, using: &random) == 0 { node.state = .offline }
            return node
        }
        snapshot.quorum = .cluster(isQuorate: true, votes: Int.random(in: 2...4, using: &random), expected: 4)
        return snapshot
    }

    @Test(arguments: ["xterm-256color", "tmux-256color", "linux", "screen-256color"])
    func `whatever happens, the terminal holds what a drawing from nothing gives`(type: String) throws {
        var random = SeededRandom(seed: 20)
        let sizes = [(120, 40), (80, 24), (200, 50), (33, 9), (161, 17)].map { Size(width: $0, height: $1) }
        let (live, fresh) = (try LiveScreen(sizes[0], type: type), try LiveScreen(sizes[0], type: type))
        var state = Sample.state(sizes[0], mode: .jarvis)
        state.house.scenarios = [ScenarioChoice(name: "node-dies", help: "A node dies.")]
        for step in 1...120 {
            if step % 24 == 0 {
                let size = sizes[step / 24 % sizes.count]
                live.resize(to: size)
                fresh.resize(to: size)
                _ = state.update(.resized(size), at: Sample.moment(Double(step) * 0.3))
            }
            Self.happen(to: &state, step, &random)
            let frame = state.picture(live.glyphs)
            live.show(frame)
            fresh.showAnew(frame)
            try #require(live.picture.differences(from: fresh.picture) == [], "step \(step)")
        }
    }

    /// What a hand does most, in order, with the bytes that each key may cost.
    private static let usual: [(keys: [String], bound: Int)] = [
        (["j", "j", "k", "Down", "Up"], 600), (["G", "g"], 1_400),
        ([":"], 3_700), (["s", "t", "a"], 2_300), (["Esc"], 5_000),
        (["Enter"], 4_000), (["Right", "Left"], 100), (["Esc"], 8_000),
        (["/", "j", "e", "l", "Backspace"], 1_900), (["Esc"], 4_600),
        (["a"], 3_400), (["s"], 80), (["t", "a", "t", "u", "s", "Space", "Left", "Backspace", "C-u"], 60),
    ]

    @Test(arguments: ["xterm-256color", "tmux-256color", "linux"], [(80, 24), (120, 40), (200, 50)])
    func `a key costs bytes for what it changes, and typing hardly any`(type: String, size: (Int, Int)) throws
    {
        let screen = try LiveScreen(Size(width: size.0, height: size.1), type: type)
        var state = Sample.state(Size(width: size.0, height: size.1))
        let folder = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let theme = try ThemeLibrary(folders: ["/\(folder)/Themes"]).theme(named: "amber")
        let ink = Ink(scheme: Scheme(theme, depth: screen.depth))
        func show() { screen.show(state.draw(ink: ink, glyphs: screen.glyphs) { _, _, _ in nil }) }
        show()
        for (keys, bound) in Self.usual {
            for key in keys {
                state.press(key)
                show()
                #expect(screen.lastCost <= bound, "\(key)")
            }
        }
    }
}
