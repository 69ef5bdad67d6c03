import Glibc
import Testing

@testable import Terminal

private func isInstalled(_ program: String) -> Bool { access("/usr/bin/\(program)", X_OK) == 0 }

extension SessionTests {
    /// Programs that fill a screen, where they are installed.
    @Suite(.serialized) struct FullScreenTests {
        @Test(.enabled(if: isInstalled("vim"), "vim is not installed"))
        func `vim edits and leaves the screen as it was`() throws {
            // Without its questions to the terminal, whose answers may come after its end, in any terminal.
            let stage = try Stage(shell: "echo before; vim -u NONE -N --cmd 'set t_RV='; echo after; cat")
            #expect(stage.shows("~"))
            try stage.type("ihello from vim\u{1b}:set nu\r")
            #expect(stage.shows("1 hello from vim"))
            #expect(stage.session.withScreen { $0.modes.contains(.alternateScreen) })
            try stage.type(":q!\r")
            #expect(stage.shows("after"))
            #expect(stage.text == ["before", "after"])
        }

        @Test(.enabled(if: isInstalled("less"), "less is not installed"))
        func `less pages and the wheel moves it`() throws {
            let stage = try Stage(shell: "seq 1 500 | less; echo left; cat")
            #expect(stage.shows("23"))
            try stage.session.send(TerminalMouse(.press, .wheelDown, column: 3, row: 3))
            #expect(stage.shows("26"))
            #expect(stage.text.first == "4")
            try stage.type("q")
            #expect(stage.shows("left"))
        }

        @Test(.enabled(if: isInstalled("htop"), "htop is not installed"))
        func `htop draws its bars and keys`() throws {
            let stage = try Stage(shell: "htop")
            #expect(stage.shows("F10") || stage.shows("10Quit"))
            try stage.session.send(TerminalKey(.function(10)))
            #expect(stage.ending == .exited(code: 0))
        }
    }
}
