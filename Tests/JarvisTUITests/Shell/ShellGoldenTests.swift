import Screen
import Terminal
import Testing

@testable import CommandLine
@testable import JarvisTUI
@testable import Multiplexer

/// The shell with tabs and splits, its panes filled with their own numbers.
@Suite struct ShellGoldenTests {
    private static let low = Size(width: 80, height: 24)

    private func expect(_ name: String, _ state: AppState) throws {
        try GoldenScreen(name: name).expect(state, drawShell: Self.number)
    }

    private static func number(_ frame: inout Frame, _ rect: Rect, _ pane: PaneID) -> Cursor? {
        for row in 0..<rect.height { frame.put("\(pane) row \(row)", in: rect.row(row)) }
        return nil
    }

    /// A shell without a house, three panes in the second of its three tabs.
    private func alone() -> AppState {
        var state = AppState.alone(.init(), at: Sample.start)
        _ = state.update(.attached(Self.low), at: Sample.start)
        fill(&state)
        return state
    }

    private func fill(_ state: inout AppState) {
        state.press("C-a", "c", "C-a", "c", "C-a", "p", "C-a", "%", "C-a", "\"")
        _ = state.update(.shell(PaneID(3), .changed), at: Sample.start)
        _ = state.update(.shell(PaneID(1), .looks(PaneLooks(title: "htop"))), at: Sample.start)
        _ = state.update(.shell(PaneID(5), .looks(PaneLooks(program: "vim"))), at: Sample.start)
    }

    @Test func `without a house the shell has everything, and the tabs the last line`() throws {
        try expect("terminal", alone())
    }

    @Test(arguments: [(GlyphSet.console, "│─├"), (.ascii, "|-+")])
    func `splits are drawn with what the terminal has`(glyphs: GlyphSet, pieces: String) {
        let lines = Dictionary(uniqueKeysWithValues: zip("│─├", pieces))
        let rich = alone().draw(ink: .plain, glyphs: .rich, drawShell: Self.number).text
        #expect("│─├".allSatisfy(rich.contains))
        #expect(
            alone().draw(ink: .plain, glyphs: glyphs, drawShell: Self.number).text
                == String(rich.map { lines[$0] ?? $0 }))
    }

    @Test func `in the house a border with the tabs in it is around the splits`() throws {
        var state = Sample.state(Self.low)
        state.focus(.shell)
        fill(&state)
        try expect("shell", state)
    }

    @Test func `a shell that has not the keys has a quiet border, and its tab is told by reverse`() throws {
        var state = Sample.state(Size(width: 160, height: 24))
        state.focus(.shell)
        fill(&state)
        state.focus(.cluster)
        try expect("shell-unfocused", state)
    }

    @Test func `a program that has ended says how to go on`() throws {
        var state = alone()
        _ = state.update(.shell(PaneID(5), .ended(.exit(.exited(code: 3)))), at: Sample.start)
        try expect("terminal-ended", state)
    }

    @Test(arguments: [("prefix", []), ("tabs", ["w"]), ("rename", [","])])
    func `what a key lays over the panes looks as it is kept`(name: String, keys: [String]) throws {
        var state = alone()
        state.press("C-a")
        for key in keys { state.press(key) }
        state.wait(until: 1)
        try expect("terminal-\(name)", state)
    }

    @Test func `before a program is ended by closing, its name is told`() throws {
        var state = alone()
        _ = state.update(.closeQuestion([PaneID(5)], programs: ["vim"]), at: Sample.start)
        try expect("terminal-close", state)
    }

    @Test func `copy mode tints what was found and what is chosen`() throws {
        var reading = Reading(
            (1...8).map { "line \($0)" }.joined(separator: "\r\n"), columns: 60, rows: 6)
        reading.type("/line [46]\r")
        reading.finishSearch()
        reading.type("jvl")
        let roles = try RoleInk()
        let bounds = Rect(x: 0, y: 0, width: 60, height: 7)
        var frame = Frame(bounds.size)
        let drawing = CopyDrawing(mode: reading.mode, ink: roles.ink, glyphs: .rich)
        _ = ShellCells.draw(reading.emulator.screen, into: &frame, bounds.splitBottom(1).rest)
        _ = drawing.draw(reading.emulator.screen, into: &frame, bounds)
        try GoldenScreen(name: "copy-mode").expect(RolePicture(frame, in: roles, over: .terminal))
    }
}
