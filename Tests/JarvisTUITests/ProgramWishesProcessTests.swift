import Glibc
import Onlooker
import Terminal
import Testing
import Text

/// `jarvis terminal` as a whole: what of its program reaches the terminal in front, and is taken back.
@Suite(
    .enabled(if: BuiltProgram.missing == nil, "\(BuiltProgram.missing ?? "")"),
    .timeLimit(.minutes(1)))
struct ProgramWishesProcessTests {
    /// Runs a line of shell in `jarvis terminal`.
    private func start(_ line: String, in home: Home) throws -> ScreenProgram {
        try ScreenProgram(
            [BuiltProgram.path, "terminal", "--", "/bin/sh", "-c", line],
            environment: [
                "HOME": home.path, "XDG_RUNTIME_DIR": home.path + "/run",
                "XDG_STATE_HOME": home.path + "/state",
                "PATH": "/usr/bin:/bin", "TERM": "xterm-256color", "LANG": "C.UTF-8",
            ],
            size: TerminalSize(columns: 80, rows: 24))
    }

    @Test func `hover, title, bell and the cursor's colour of a program reach the terminal, and go with it`()
        throws
    {
        let home = try Home()
        defer { home.remove() }
        let line = """
            printf '\\033]2;build\\007\\033]12;#102030\\007\\033[?1000;1003;1006h\\007'; read x; printf '\\033[?1003l'; read x
            """
        let program = try start(line, in: home)
        defer { program.end() }
        let wanted = RGB(0x102030)
        let given = program.wait {
            $0.title == "build" && $0.modes.contains(.mouseMotion) && $0.colors.cursor == wanted
                && $0.bells > 0
        }
        #expect(given != nil)
        program.type("\r")
        let taken = program.wait { !$0.modes.contains(.mouseMotion) && $0.modes.contains(.mouseDrag) }
        #expect(taken != nil)
        program.type("\r")
        let left = program.wait {
            $0.modes.isDisjoint(with: .anyMouse) && $0.colors.isUnchanged && $0.title == ""
                && !$0.modes.contains(.alternateScreen)
        }
        #expect(left != nil)
    }

    @Test func `a drag that rests in the first row scrolls on without another word of the mouse`() throws {
        let home = try Home()
        defer { home.remove() }
        let program = try start("seq 1 60; read x", in: home)
        defer { program.end() }
        #expect(program.wait { $0.text(row: 22) == "60" } != nil)
        program.type("\u{1b}[<0;3;5M\u{1b}[<32;2;3M\u{1b}[<32;1;1M")
        #expect(program.wait { $0.text(row: 0) == "1" } != nil)
        program.type("\u{1b}[<0;1;1m")
        #expect(program.wait { $0.text(row: 22) == "60" } != nil)
    }

    @Test func `the prefix and r end what a program left on`() throws {
        let home = try Home()
        defer { home.remove() }
        let program = try start("printf '\\033[?1000;1003h\\033[?25lready'; read x; read x", in: home)
        defer { program.end() }
        #expect(program.wait { $0.modes.contains(.mouseMotion) && $0.text(row: 0) == "ready" } != nil)
        program.type("\u{1}r")
        let reset = program.wait {
            !$0.modes.contains(.mouseMotion) && $0.text(row: 0) == "ready" && $0.cursorState.isVisible
        }
        #expect(reset != nil)
    }
}
