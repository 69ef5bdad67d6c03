import Screen
import Terminal
import Text

/// The program of one pane and the terminal it runs in.
///
/// Owned by the loop's thread; only the notice of new output comes from another.
package final class PaneSession {
    package let session: TerminalSession
    package private(set) var size: TerminalSize
    /// How many pixels a cell has; `nil` where the terminal counts in cells only.
    package var cellPixels: Size? {
        didSet { resize(Size(width: size.columns, height: size.rows)) }
    }
    /// What is read and chosen here.
    package var reading = PaneReading()
    /// Whether copy mode is, or was drawn last.
    private var showsCopyMode = false
    private var looks = PaneLooks()
    private var lastLook = ContinuousClock.now - .seconds(10)
    private var hasToldEnd = false
    package let mailbox: Mailbox
    /// The program's whole environment.
    package let environment: [String: String]
    /// What runs here when nothing else is in front; `nil` for a shell, which is idle then.
    package let program: String?

    /// The shortest time between two looks at what is new besides the cells.
    private static let pause = (shown: Duration.milliseconds(50), hidden: Duration.seconds(1))

    package init(
        _ pane: PaneID, _ command: TerminalCommand, isShell: Bool, size: Size, cellPixels: Size?,
        policy: TerminalPolicy, mailbox: Mailbox
    ) throws(TerminalError) {
        program = isShell ? nil : command.arguments.first
        self.cellPixels = cellPixels
        self.size = TerminalSize(size, cell: cellPixels)
        self.mailbox = mailbox
        environment = command.environment
        session = try TerminalSession(command, size: self.size, policy: policy) {
            mailbox.send(.shell(pane, .changed))
        }
    }

    /// Goes on with what a dead house left of a pane.
    package init(
        _ pane: PaneID, _ kept: consuming KeptProgram, program: String?, environment: [String: String],
        policy: TerminalPolicy, mailbox: Mailbox
    ) throws(TerminalError) {
        self.program = program
        self.mailbox = mailbox
        self.environment = environment
        session = try TerminalSession(kept, policy: policy) { mailbox.send(.shell(pane, .changed)) }
        size = session.withScreen { $0.size }
    }

    package var isRunning: Bool { session.exit == nil }

    /// The program that runs here, unless it is an idle shell.
    package var runningProgram: String? { isRunning ? session.foregroundProgram ?? program : nil }

    /// The folder the program in front is in.
    package var folder: String? { session.folder }

    /// Hangs up, and by force after two seconds.
    package func end() {
        session.end()
    }

    /// Waits until nothing of it is left.
    package func waitForEnd(within time: Duration) -> Bool {
        session.waitForEnd(within: time)
    }

    /// When news may be taken; the end of a program at once.
    package func nextLook(isShown: Bool) -> ContinuousClock.Instant {
        if !isRunning { return lastLook }
        return lastLook + (isShown ? Self.pause.shown : Self.pause.hidden)
    }

    /// What became new besides the cells.
    package func news(at now: ContinuousClock.Instant) -> [ShellReport] {
        lastLook = now
        var reports: [ShellReport] = []
        var found = session.withScreen { PaneLooks($0) }
        found.program = session.foregroundProcess
        found.isRecorded = session.recording != nil
        if isCopying { found.beginCopying() }
        if found != looks {
            looks = found
            reports.append(.looks(found))
        }
        reports += session.takeEvents().map { .told($0) }
        if let exit = session.exit, !hasToldEnd {
            hasToldEnd = true
            reports.append(.ended(.exit(exit)))
        }
        return reports
    }

    /// Gives the program's screen another size.
    package func resize(_ wanted: Size) {
        let wanted = TerminalSize(wanted, cell: cellPixels)
        guard wanted != size else { return }
        size = wanted
        let moved = session.resize(wanted, keeping: reading.mode?.places ?? [])
        if !moved.isEmpty { reading.mode?.places = moved }
    }

    /// Puts the cells into a rectangle of the screen's size.
    package func draw(into frame: inout Frame, _ rect: Rect, _ ink: Ink, _ glyphs: GlyphSet, in pane: PaneID)
        -> Cursor?
    {
        guard !rect.isEmpty else { return nil }
        resize(rect.size)
        guard isCopying else {
            showsCopyMode = false
            return session.draw { screen, _ in ShellCells.draw(screen, into: &frame, rect) }
        }
        showsCopyMode = true
        let cursor = session.draw { screen, _ in drawCopyMode(screen, into: &frame, rect, ink, glyphs) }
        if reading.mode?.isSearching == true { announce(in: pane) }
        return cursor
    }

    /// Puts the cells into a rectangle of any size, for a picture beside the screen.
    package func copy(into frame: inout Frame, _ rect: Rect) {
        session.withScreen { screen in _ = ShellCells.draw(screen, into: &frame, rect) }
    }

    /// Draws the rows again that changed since they were drawn into the same place of this frame.
    ///
    /// Returns these rows as well, counted from the rectangle's first. Copy mode and what follows it take all rows.
    package func redraw(
        into frame: inout Frame, _ rect: Rect, _ ink: Ink, _ glyphs: GlyphSet, ground: Style, in pane: PaneID
    ) -> (cursor: Cursor?, rows: [Int]) {
        guard !isCopying, !showsCopyMode else {
            frame.fill(rect, style: ground)
            return (draw(into: &frame, rect, ink, glyphs, in: pane), Array(0..<rect.height))
        }
        return session.draw { screen, damage in
            let rows = damage.scrolled == 0 ? damage.rows : Array(0..<rect.height)
            for row in rows { frame.fill(rect.row(row), style: ground) }
            return (ShellCells.draw(screen, rows: rows, into: &frame, rect), rows)
        }
    }

    package func scroll(by lines: Int, in pane: PaneID) {
        if !scrollCopyMode(by: lines, in: pane) { session.scroll(by: lines) }
    }

    /// How the program wants keys told, and what it wishes of the terminal in front of the user.
    package var wishes: (keyboard: KeyboardSettings, hover: Bool, cursor: RGB?) {
        session.withScreen { screen in
            (screen.keyboard, screen.modes.contains(.mouseMotion), screen.colors.cursor)
        }
    }

    /// Ends what programs did to the terminal here, and copy mode.
    package func reset(in pane: PaneID) {
        reading.mode = nil
        session.recover()
        announce(in: pane)
    }

    /// Takes the colours of another theme.
    package func use(_ colors: StandardColors) {
        session.use(colors)
    }

    /// Goes by other keys of copy mode.
    package func use(_ keys: CopyKeys) {
        reading.keys = keys
    }

    /// Takes note of what the terminal in front of the user can tell of keys.
    package func use(_ keyboard: KeyboardFlags) {
        session.use(keyboard)
    }
}

extension PaneSession {
    /// Passes on what was typed, in the form the program asked for; the mouse at a place of its own screen.
    ///
    /// A refused paste is told.
    package func send(_ input: Input, to pane: PaneID) {
        if isCopying, input.key != nil || reading.mode?.prompt != nil { return press(input, in: pane) }
        do throws(TerminalError) {
            switch input.kind {
            case .key(let key):
                if let key = TerminalKey(key, input.report) {
                    try session.send(key)
                } else {
                    try session.send(input.raw)
                }
            case .release(let key):
                if isCopying { return }
                if let key = TerminalKey(key, input.report, isReleased: true) { try session.send(key) }
            case .answer: break
            case .mouse(let mouse):
                try session.send(TerminalMouse(mouse, column: mouse.position.x, row: mouse.position.y))
            case .paste(let paste): ask(about: paste, for: pane)
            case .focus(let isFocused): try session.send(focused: isFocused)
            }
        } catch {
            mailbox.send(.notice("\(error)", .warning))
        }
    }

    /// Hands a paste over; at once when it presses no Enter, else after a word of the operator's.
    private func ask(about paste: Paste, for pane: PaneID) {
        let isBracketed = session.withScreen { $0.modes.contains(.bracketedPaste) }
        if isBracketed || !paste.hasLineBreak { return self.paste(paste) }
        mailbox.send(.pasteQuestion(paste, pane))
    }

    /// Hands a paste over in the form the program asked for.
    package func paste(_ paste: Paste) {
        do throws(TerminalError) {
            try session.paste(String(decoding: paste.bytes, as: UTF8.self))
        } catch {
            mailbox.send(.notice("\(error)", .warning))
        }
        guard paste.isTruncated else { return }
        let limit = Format.bytes(Paste.limit)
        mailbox.send(.notice("The paste was longer than \(limit): its end is missing.", .warning))
    }
}

extension PaneLooks {
    /// What a screen tells besides its cells.
    fileprivate init(_ screen: borrowing TerminalScreen) {
        title = screen.title
        scroll = screen.viewOffset
        takesMouse = !screen.modes.isDisjoint(with: .anyMouse)
        // A full-screen program has no history; the terminal turns the wheel into arrow keys for it.
        takesWheel = takesMouse || screen.modes.contains(.alternateScreen)
        takesFocus = screen.modes.contains(.focus)
        bells = screen.bells
    }
}

extension TerminalSize {
    fileprivate init(_ size: Size, cell: Size?) {
        self.init(
            columns: size.width, rows: size.height, pixelWidth: cell.map { $0.width * size.width },
            pixelHeight: cell.map { $0.height * size.height })
    }
}
