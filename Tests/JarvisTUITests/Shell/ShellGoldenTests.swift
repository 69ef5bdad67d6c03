import Screen
import Testing

@testable import CommandLine
@testable import JarvisTUI
@testable import Multiplexer

/// The shell with tabs and splits, its panes filled with their own numbers.
@Suite struct ShellGoldenTests {
    private func picture(_ state: AppState, _ glyphs: GlyphSet = .rich) -> Frame {
        state.draw(ink: .plain, glyphs: glyphs) { frame, rect, pane in
            for row in 0..<rect.height { frame.put("\(pane) row \(row)", in: rect.row(row)) }
            return nil
        }
    }

    /// Three panes in the second of three tabs.
    private func fill(_ state: inout AppState) {
        state.press("C-a", "c", "C-a", "c", "C-a", "p", "C-a", "%", "C-a", "\"")
        _ = state.update(.shell(PaneID(3), .changed), at: Sample.start)
        _ = state.update(.shell(PaneID(1), .looks(PaneLooks(title: "htop"))), at: Sample.start)
        _ = state.update(.shell(PaneID(5), .looks(PaneLooks(program: "vim"))), at: Sample.start)
    }

    @Test(arguments: [(80, 24), (120, 40), (200, 50), (300, 80)])
    func `tabs and splits look as they are kept`(size: (Int, Int)) throws {
        let size = Size(width: size.0, height: size.1)
        var alone = AppState.alone(.init(), at: Sample.start)
        _ = alone.update(.attached(size), at: Sample.start)
        fill(&alone)
        try GoldenScreen(name: "terminal-\(size.width)x\(size.height)").expect(picture(alone))
        var column = Sample.state(size)
        column.focus(.shell)
        fill(&column)
        try GoldenScreen(name: "shell-\(size.width)x\(size.height)").expect(picture(column))
    }

    @Test(arguments: [GlyphSet.console, .ascii])
    func `splits are drawn with what the terminal has`(glyphs: GlyphSet) throws {
        var state = AppState.alone(.init(), at: Sample.start)
        _ = state.update(.attached(Size(width: 80, height: 24)), at: Sample.start)
        fill(&state)
        try GoldenScreen(name: "terminal-\(glyphs)").expect(picture(state, glyphs))
    }

    @Test(arguments: [(80, 24), (120, 40)])
    func `what lies over the panes looks as it is kept`(size: (Int, Int)) throws {
        var plain = AppState.alone(.init(), at: Sample.start)
        _ = plain.update(.attached(Size(width: size.0, height: size.1)), at: Sample.start)
        fill(&plain)
        for (name, keys) in [("prefix", []), ("tabs", ["w"]), ("rename", [","]), ("help", ["?"])] {
            var state = plain
            state.press("C-a")
            for key in keys { state.press(key) }
            _ = state.update(.tick, at: Sample.moment(1))
            try GoldenScreen(name: "terminal-\(name)-\(size.0)x\(size.1)").expect(picture(state))
        }
        var closing = plain
        _ = closing.update(.closeQuestion([PaneID(5)], programs: ["vim"]), at: Sample.start)
        try GoldenScreen(name: "terminal-close-\(size.0)x\(size.1)").expect(picture(closing))
    }
}
