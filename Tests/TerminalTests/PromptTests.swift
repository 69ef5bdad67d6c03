import Glibc
import Testing

@testable import Terminal

/// Modes that a killed program left on, and who may take them away.
struct PromptWatchTests {
    private static let plain = PromptState()
    private static let own = PromptState(modes: [.bracketedPaste, .cursorVisible])
    private static let editing = TerminalHolder(isOwn: true, isCanonical: false)
    private static let running = TerminalHolder(isOwn: true, isCanonical: true)
    private static let program = TerminalHolder(isOwn: false, isCanonical: true)
    private static let patience = PromptWatch.patience

    /// Looks at moments given in parts of the patience; what came back.
    private func look(_ watch: inout PromptWatch, _ holders: [TerminalHolder]) -> [PromptState?] {
        holders.enumerated().map { watch.look($1, at: UInt64($0 + 1) * Self.patience) }
    }

    @Test func `modes come back once the shell reads its line again`() {
        var watch = PromptWatch()
        watch.typed(Self.own, Self.editing)
        #expect(
            look(&watch, [Self.program, Self.running, Self.editing, Self.editing, Self.editing])
                == [nil, nil, Self.own, nil, nil])
    }

    @Test func `nothing comes back where no program was in front`() {
        var watch = PromptWatch()
        watch.typed(Self.own, Self.editing)
        #expect(look(&watch, [Self.running, Self.editing, Self.editing]) == [nil, nil, nil])
    }

    @Test func `nothing comes back before the first key`() {
        var watch = PromptWatch()
        #expect(look(&watch, [Self.program, Self.editing, Self.editing]) == [nil, nil, nil])
    }

    @Test func `what is typed into a program, and before its modes were mended, is not the prompt`() {
        var watch = PromptWatch()
        watch.typed(Self.own, Self.editing)
        watch.typed(Self.plain, Self.program)
        _ = watch.look(Self.program, at: 1)
        watch.typed(Self.plain, Self.editing)
        #expect(watch.state == Self.own)
    }

    @Test func `a shell that does not come to its prompt is not waited for without end`() {
        var watch = PromptWatch()
        watch.typed(Self.own, Self.editing)
        _ = watch.look(Self.program, at: 1)
        var time: UInt64 = 1
        for _ in 0..<100 {
            _ = watch.look(Self.running, at: time)
            guard let due = watch.due else { break }
            time = due
        }
        #expect(watch.due == nil)
    }
}

struct RecoverTests {
    static let states = [
        "\u{1b}[>31u", "\u{1b}[>4;2m", "\u{1b}[?1000;1003;1006h", "\u{1b}[?2004h\u{1b}[?1004h", "\u{1b}[?25l",
        "\u{1b}[?1049h\u{1b}[>1u", "\u{1b}[2;3r\u{1b}[?6h", "\u{1b}[?69h\u{1b}[3;6s", "\u{1b}[?7l\u{1b}[4h",
        "\u{1b}(0\u{e}", "\u{1b}[?2026h", "\u{1b}]0;never ended", "\u{1b}[38;2;1", "\u{1b}%@", "\u{1b}[61\"p",
        "\u{1b}]11;#fff\u{7}\u{1b}[31m", "\u{1b}[?42h", "\u{1b}P$q",
    ]

    @Test(arguments: states)
    func `a reset ends whatever a program did, and keeps the text`(state: String) {
        var expected = Emulator(size: TerminalSize(columns: 10, rows: 5))
        expected.read("ab\r\ncd")
        var emulator = Emulator(size: TerminalSize(columns: 10, rows: 5))
        emulator.read("ab\r\ncd" + state)
        emulator.recover(to: nil)
        #expect(emulator.screen.modes == .initial)
        #expect(emulator.screen.keyboard == KeyboardSettings())
        #expect(emulator.screen.colors.isUnchanged)
        #expect(Picture(emulator.screen).rows == Picture(expected.screen).rows)
        emulator.read("\u{1b}[3;1Hlqk漢")
        #expect(emulator.screen.text(row: 2) == "lqk漢")
        #expect(brokenInvariant(emulator.screen) == nil)
    }

    @Test func `with a prompt known, its modes are there again`() {
        var emulator = Emulator(size: TerminalSize(columns: 10, rows: 5))
        emulator.use(.all)
        emulator.read("\u{1b}[?2004h\u{1b}[=5u")
        let prompt = emulator.screen.promptState
        emulator.read("\u{1b}[?1049h\u{1b}[>31u\u{1b}[?2004l\u{1b}[?1003h")
        emulator.recover(to: prompt)
        #expect(emulator.screen.promptState == prompt)
        #expect(emulator.screen.keyboard.flags.rawValue == 5)
        #expect(!emulator.screen.modes.contains(.alternateScreen))
    }
}

extension SessionTests {
    /// A shell on a real terminal whose programs are killed.
    struct PromptTests {
        private func shell(_ program: String, _ arguments: [String]) throws -> Stage {
            var policy = TerminalPolicy()
            policy.mendsModes = true
            let stage = try Stage(program, arguments, policy: policy)
            #expect(stage.shows("ready>"))
            return stage
        }

        private func enter(_ line: String, _ stage: Stage) throws {
            for scalar in line.unicodeScalars { try stage.session.send(TerminalKey(.character(scalar))) }
            try stage.session.send(TerminalKey(.enter))
        }

        /// Waits until the screen is as a condition says; `false` after 10 s.
        private func waits(_ stage: Stage, _ condition: (borrowing TerminalScreen) -> Bool) -> Bool {
            let deadline = ContinuousClock.now + .seconds(10)
            while !stage.session.withScreen({ condition($0) }) {
                guard stage.announcements.wait(until: deadline) else { return false }
            }
            return true
        }

        static let shells: [(String, [String])] = [
            ("/bin/bash", ["--norc", "--noprofile", "-i"]), ("/bin/sh", ["-i"]),
        ]

        @Test(.enabled(if: access("/bin/bash", X_OK) == 0), arguments: shells)
        func `what a killed program left on ends when the prompt is back`(
            shell: (program: String, arguments: [String])
        ) throws {
            let stage = try self.shell(shell.program, shell.arguments)
            let left = "\\033[>1u\\033[>4;2m\\033[?1003;1006h\\033[?1004h\\033[?25l"
            try enter("sh -c 'printf \"\(left)\"; read x; printf mo%s re; read y; kill -9 $$'", stage)
            #expect(waits(stage) { $0.modes.contains(.mouseMotion) && !$0.keyboard.flags.isEmpty })
            // Once it has written again, it was surely seen in front.
            try stage.type("\r")
            #expect(stage.shows("more"))
            try stage.type("\r")
            #expect(
                waits(stage) {
                    $0.keyboard.flags.isEmpty && $0.modes.isDisjoint(with: .anyMouse)
                        && !$0.modes.contains(.focus) && $0.modes.contains(.cursorVisible)
                        && $0.keyboard == KeyboardSettings()
                })
        }

        @Test(.enabled(if: access("/bin/bash", X_OK) == 0))
        func `what the shell set itself stays`() throws {
            let stage = try shell("/bin/bash", ["--norc", "--noprofile", "-i"])
            try enter("printf '\\e[?1004h\\e[=1u'; echo o''wn", stage)
            #expect(stage.shows("own"))
            #expect(waits(stage) { $0.modes.contains(.bracketedPaste) && $0.modes.contains(.focus) })
            // A program of its own group, seen in front, and the prompt after it.
            try enter("sh -c 'printf \"\\033[?1000h\"; read x; kill -9 $$'", stage)
            #expect(waits(stage) { $0.modes.contains(.mouseButtons) })
            try stage.type("\r")
            #expect(waits(stage) { !$0.modes.contains(.mouseButtons) })
            let kept = stage.session.withScreen { screen in
                (screen.modes.contains(.focus), screen.modes.contains(.bracketedPaste), screen.keyboard.flags)
            }
            #expect(kept.0 && kept.1)
            #expect(kept.2 == .disambiguate)
        }
    }
}
