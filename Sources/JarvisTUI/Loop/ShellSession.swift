import Jarvis
import Screen
import Terminal

/// The program of the shell column and the terminal it runs in.
///
/// Owned by the loop's thread; only the notice of new output comes from another.
final class ShellSession {
    private var session: TerminalSession?
    private var size = TerminalSize(columns: 80, rows: 24)
    private var origin = Point(x: 0, y: 0)
    private var title = ""
    /// How the program ended that was the last one.
    private(set) var exit: ProcessExit?
    private let settings: ShellSettings
    /// A program of this process's own folder, by its words; `nil` for the shell of the settings in the home folder.
    private let program: [String]?
    private let environment: [String: String]
    private let mailbox: Mailbox

    init(
        settings: ShellSettings, program: [String]? = nil, environment: [String: String], mailbox: Mailbox
    ) {
        self.settings = settings
        self.program = program
        self.environment = environment
        self.mailbox = mailbox
    }

    /// Starts the program unless one runs.
    func start() {
        guard session == nil || session?.exit != nil else { return }
        do throws(TerminalError) {
            var policy = TerminalPolicy()
            policy.scrollbackLines = settings.scrollback
            let mailbox = mailbox
            session = try TerminalSession(command(), size: size, policy: policy) {
                mailbox.send(.shell(.changed))
            }
            mailbox.send(.shell(.started))
        } catch {
            mailbox.send(.shell(.ended("The shell could not be started: \(error)")))
        }
    }

    /// Hangs up, and by force after two seconds.
    func end() {
        session?.end()
    }

    /// Waits until nothing of it is left.
    func waitForEnd(within time: Duration) -> Bool {
        session?.waitForEnd(within: time) ?? true
    }

    /// What became new about the program besides its cells.
    func news() -> [ShellReport] {
        guard let session else { return [] }
        var reports: [ShellReport] = []
        let (newTitle, offset) = session.withScreen { ($0.title, $0.viewOffset) }
        if newTitle != title {
            title = newTitle
            reports.append(.titled(newTitle))
        }
        reports.append(.scrolled(offset))
        if let exit = session.exit {
            self.exit = exit
            self.session = nil
            reports.append(.ended(Self.words(exit)))
        }
        return reports
    }

    /// Passes on what was typed, in the form the program asked for.
    ///
    /// A refused paste is told.
    func send(_ input: Input) {
        guard let session else { return }
        do throws(TerminalError) {
            switch input.kind {
            case .key(let key):
                if let key = TerminalKey(key) { try session.send(key) } else { try session.send(input.raw) }
            case .mouse(let mouse): try send(mouse, to: session)
            case .paste(let paste): ask(about: paste, in: session)
            case .focus(let isFocused): try session.send(focused: isFocused)
            }
        } catch {
            mailbox.send(.notice("\(error)", .warning))
        }
    }

    /// Hands a paste over; at once when it presses no Enter, else after a word of the operator's.
    private func ask(about paste: Paste, in session: TerminalSession) {
        let isBracketed = session.withScreen { $0.modes.contains(.bracketedPaste) }
        if isBracketed || !paste.hasLineBreak { return self.paste(paste) }
        mailbox.send(.pasteQuestion(paste))
    }

    /// Hands a paste over in the form the program asked for.
    func paste(_ paste: Paste) {
        guard let session else { return }
        do throws(TerminalError) {
            try session.paste(String(decoding: paste.bytes, as: UTF8.self))
        } catch {
            mailbox.send(.notice("\(error)", .warning))
        }
        guard paste.isTruncated else { return }
        let limit = Format.bytes(Paste.limit)
        mailbox.send(.notice("The paste was longer than \(limit): its end is missing.", .warning))
    }

    func scroll(by lines: Int) {
        session?.scroll(by: lines)
    }

    /// Puts the cells into a rectangle, and gives the program that size when it has another.
    func draw(into frame: inout Frame, _ rect: Rect) -> Cursor? {
        guard !rect.isEmpty else { return nil }
        origin = rect.origin
        resize(rect.size)
        return session?.draw { screen, _ in ShellCells.draw(screen, into: &frame, rect) } ?? nil
    }

    /// Gives the program's screen another size.
    func resize(_ wanted: Size) {
        let wanted = TerminalSize(columns: wanted.width, rows: wanted.height)
        guard wanted != size else { return }
        size = wanted
        session?.resize(wanted)
    }

    private func command() throws(TerminalError) -> TerminalCommand {
        if let program, !program.isEmpty {
            return try TerminalCommand.program(program, environment: environment)
        }
        var command = try TerminalCommand.loginShell(environment: environment)
        if program != nil { command.directory = nil }
        if let words = settings.command {
            command.program = words[0]
            command.arguments = words
        }
        return command
    }

    private func send(_ mouse: Mouse, to session: TerminalSession) throws(TerminalError) {
        let (column, row) = (mouse.position.x - origin.x, mouse.position.y - origin.y)
        guard column >= 0, row >= 0, column < size.columns, row < size.rows else { return }
        // A full-screen program has no history; the terminal turns the wheel into arrow keys for it.
        let takesMouse = session.withScreen { screen in
            !screen.modes.isDisjoint(with: .anyMouse) || screen.modes.contains(.alternateScreen)
        }
        guard takesMouse else {
            // The wheel scrolls the history of programs that do not ask for it.
            if mouse.action == .scrollUp { session.scroll(by: 3) }
            if mouse.action == .scrollDown { session.scroll(by: -3) }
            return
        }
        try session.send(TerminalMouse(mouse, column: column, row: row))
    }

    private static func words(_ exit: ProcessExit) -> String {
        switch exit {
        case .exited(code: 0): "The shell has ended."
        case .exited(let code): "The shell has ended with code \(code)."
        case .signalled(let signal): "The shell was ended by signal \(signal)."
        }
    }
}
