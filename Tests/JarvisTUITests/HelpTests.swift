import Screen
import Testing

@testable import CommandLine
@testable import JarvisTUI
@testable import Multiplexer

/// The help on every screen: keys, names and sentences.
@Suite struct HelpTests {
    /// The rows inside of the card.
    private static func rows(_ state: AppState) -> [String] {
        state.picture().text.split(separator: "\n").compactMap { row in
            let parts = row.split(separator: "║", omittingEmptySubsequences: false)
            return parts.count == 3 ? String(parts[1]) : nil
        }
    }

    /// Everything that is passed on the way down, without its blanks.
    private static func read(_ opened: AppState) -> String {
        var state = opened
        var seen = rows(state)
        for _ in 0..<1_400 {
            state.press("j")
            let rows = rows(state)
            if rows == seen.suffix(rows.count) { break }
            seen += rows.suffix(1)
        }
        return seen.joined().filter { !$0.isWhitespace }
    }

    @Test(arguments: [(30, 8), (50, 12), (80, 24), (200, 50)])
    func `every key has its name and its sentence`(width: Int, height: Int) {
        let size = Size(width: width, height: height)
        var state = Sample.state(size)
        state.press("?")
        let text = Self.read(state)
        state.press("Esc")
        let commands = HouseScreen.catalog.commands.filter { $0.availability(state) == .enabled }
        for (name, help) in commands.map({ ($0.name, $0.help) })
            + HouseScreen.catalog.layerCommands.map({ ($0.name, $0.help) })
            + HouseScreen.catalog.copyKeys.commands.map({ ($0.name, $0.help) })
        {
            #expect(text.contains(help.filter { !$0.isWhitespace }), "\(help)")
            #expect(text.contains(name.filter { !$0.isWhitespace }.prefix(12)), "\(name)")
        }
    }

    @Test func `without a house it has the keys of the shell and none of clusters`() {
        var state = AppState.alone(.init(), at: Sample.start)
        _ = state.update(.attached(Size(width: 80, height: 24)), at: Sample.start)
        state.press("C-a", "?")
        let text = Self.read(state)
        #expect(text.contains("Newtab") && text.contains("Splitright"))
        #expect(!text.contains("CLUSTER") && !text.contains("AskJarvis"))
    }

    @Test(arguments: [(36, 8), (60, 20)])
    func `a page leaves no line out`(width: Int, height: Int) {
        var state = Sample.state(Size(width: width, height: height))
        state.press("?")
        let first = Self.rows(state)
        state.press("PageDown")
        #expect(first.last == Self.rows(state).first)
        state.press("PageUp")
        #expect(Self.rows(state) == first)
    }

    @Test func `on a phone the sentence stands below the keys`() throws {
        var state = Sample.state(Size(width: 36, height: 8))
        state.press("?")
        try GoldenScreen(name: "help-36x8").expect(state)
    }
}
