/// The one owner of a terminal: shows frames and puts the terminal back as it was.
///
/// A process may have displays one after the other, on terminals that others have opened. All calls come from
/// one thread. What is shown is the difference to the last frame; a terminal that does not take its bytes misses frames and
/// never holds anybody up. Keys are read by whoever owns the descriptor, and decoded by `KeyDecoder`.
package final class Display {
    /// What became of a frame.
    package enum Outcome: Hashable, Sendable {
        /// The terminal has all of it.
        case shown
        /// Bytes wait for the terminal: call `drain()` when `outputDescriptor` is writable. A frame given
        /// meanwhile is skipped; give the newest one again once nothing waits.
        case waiting
        /// The terminal is gone.
        case hungUp
    }

    package private(set) var terminal: TTYDescription
    /// What the terminal has said of itself so far.
    package private(set) var outer = OuterTerminal()
    private let line: TTYLine
    private var writer: FrameWriter
    private var shape = Cursor.Shape.terminal
    private var isActive = false
    private var keyboard: KeyboardRequest
    private var wishes = WishRequest()

    /// Whether it may be asked questions: not the kernel's console, nor GNU screen.
    private var mayAsk: Bool { terminal.mayTellKeys }
    /// Whether it tells of other colours by itself (mode 2031).
    private var isTelling = false

    /// Milliseconds a terminal gets to answer what it was asked before it is given back: what came later would be
    /// typed into the shell.
    private static let patience: Int32 = 300
    /// Milliseconds a terminal gets to take the farewell.
    private static let farewell: Int32 = 300

    /// Takes over a terminal: raw mode, alternate screen, mouse, focus and bracketed paste as far as it has them.
    ///
    /// `descriptor` is open for reading and writing and stays the caller's. Ends with `restore()`, which `deinit`
    /// calls as well.
    package init(descriptor: Int32, terminal: TTYDescription) throws(ScreenError) {
        self.terminal = terminal
        keyboard = KeyboardRequest(terminal)
        line = try TTYLine(descriptor)
        size = line.size
        writer = FrameWriter(terminal, size: line.size)
        resume()
    }

    deinit { restore() }

    /// The most columns and rows that are drawn on; a larger terminal has the rest empty.
    ///
    /// A size is a number that anybody may set with stty(1), and a cell costs memory.
    package static let most = 2_000

    static func bounded(_ size: Size) -> Size {
        Size(width: min(size.width, most), height: min(size.height, most))
    }

    /// The size frames should have.
    package private(set) var size: Size

    /// The size the terminal has now, to be asked after SIGWINCH.
    package var terminalSize: Size { line.size }

    /// How many pixels a cell of the terminal has, or `nil` where it counts in cells only.
    package var cellPixels: Size? { line.cellPixels }

    /// All bytes the terminal has taken from this display.
    package var bytesWritten: Int { line.bytesWritten }

    /// Becomes writable when the terminal takes bytes again.
    package var outputDescriptor: Int32 { line.descriptor }

    /// Shows a frame; one of another size is cut to the display's, or leaves the rest blank.
    ///
    /// `rows` are those that may differ from the frame given last, where that is known.
    package func present(_ frame: Frame, rows: [Int]? = nil) -> Outcome {
        guard isActive else { return .hungUp }
        guard drain() == .shown else {
            writer.miss()
            return drain()
        }
        if frame.size == size { writer.show(frame, rows: rows) } else { writer.show(fitted(frame)) }
        sendUpdate(shape: frame.cursor?.shape ?? shape)
        return drain()
    }

    /// Gives the terminal a text for its clipboard; it may refuse without a word.
    ///
    /// `false` for a terminal that would show the string instead, and for a text that is too long.
    package func copy(_ text: String, throughScreen: Bool) -> Bool {
        guard isActive, terminal.hasModes, text.utf8.count <= ClipboardString.limit else { return false }
        line.send(ClipboardString.bytes(text, throughScreen: throughScreen))
        drain()
        return true
    }

    /// Sends waiting bytes as far as the terminal takes them.
    @discardableResult
    package func drain() -> Outcome {
        line.drain()
        return line.isHungUp ? .hungUp : line.hasWaitingBytes ? .waiting : .shown
    }

    /// Takes a new size, and draws all of the next frame, as terminals differ in what they keep.
    package func resize(to newSize: Size) {
        size = Display.bounded(Size(width: max(1, newSize.width), height: max(1, newSize.height)))
        redraw()
    }

    /// Has the next frame drawn from an empty screen, for a terminal on which others have written.
    package func redraw() { writer.clear(size) }

    /// Takes the terminal (again, after `suspend()` or after the process was stopped) and draws all anew.
    package func resume() {
        isActive = true
        line.makeRaw()
        line.send(terminal.capabilities.enter + (terminal.lines?.prepare ?? []))
        if terminal.hasModes { line.send(TTYModes.on.utf8) }
        line.send(keyboard.begin().utf8)
        outer = OuterTerminal()
        isTelling = false
        if mayAsk { line.send(OuterTerminal.questions(throughMultiplexer: terminal.isMultiplexer).utf8) }
        redraw()
    }

    /// Gives the terminal back for another program until `resume()`.
    package func suspend() {
        guard isActive else { return }
        isActive = false
        if mayAsk, !outer.isComplete { line.awaitAnswers(within: Display.patience) }
        var farewell = keyboard.end() + wishes.end() + (terminal.hasModes ? TTYModes.off : "")
        if isTelling { farewell += TTYModes.colorNotices.off }
        if shape != .terminal { farewell += TTYModes.shape(.terminal) }
        shape = .terminal
        writer.leave()
        line.send(farewell.utf8)
        line.send(writer.takeOutput())
        line.drain(within: Display.farewell)
        line.makeOriginal()
    }

    /// Whether the terminal tells when a key is let go of, once it is asked to.
    package var tellsReleases: Bool { keyboard.hasProtocol }

    /// Hands in what the terminal answered; whether it is drawn for otherwise from now on, or has other colours.
    package func learn(_ answer: TerminalAnswer) -> Bool {
        guard isActive else { return false }
        let (before, described) = (outer, terminal)
        outer.learn(answer)
        switch answer {
        case .keyboard: line.send(keyboard.answered().utf8)
        case .scheme: line.send(OuterTerminal.colorQuestions.utf8)
        case .attributes where !before.isComplete: settle()
        case .mode, .color, .rendition, .version, .graphics, .attributes: break
        }
        drain()
        let hasOtherColors =
            outer.isComplete
            && (!before.isComplete || outer.foreground != before.foreground
                || outer.background != before.background || outer.cursor != before.cursor)
        return terminal != described || hasOtherColors
    }

    /// Draws for what the terminal has turned out to be.
    private func settle() {
        if outer.modes.contains(2031) {
            isTelling = true
            line.send(TTYModes.colorNotices.on.utf8)
        }
        let informed = terminal.informed(by: outer)
        guard informed != terminal else { return }
        terminal = informed
        writer.use(informed)
        redraw()
    }

    /// Asks for keys as the program wants them that has the focus; a terminal that cannot goes on as before.
    package func wantKeys(_ detail: KeyDetail) {
        guard isActive else { return }
        line.send(keyboard.want(detail).utf8)
        drain()
    }

    /// Asks for what the program in front wishes; a terminal without modes is asked for nothing.
    package func want(_ wanted: ProgramWishes) {
        guard isActive, terminal.hasModes else { return }
        line.send(wishes.want(wanted).utf8)
        drain()
    }

    /// Rings the bell.
    package func ring() {
        guard isActive else { return }
        line.send([0x07])
        drain()
    }

    /// Has the terminal tell the user something, where it does such things.
    package func notify(_ title: String, _ text: String) {
        guard isActive, terminal.hasModes else { return }
        line.send(WishRequest.notice(title, text).utf8)
        drain()
    }

    /// Puts the terminal back as it was, for good; further calls do nothing.
    package func restore() { suspend() }

    private func sendUpdate(shape newShape: Cursor.Shape) {
        let update = writer.takeOutput()
        // A small update comes in one piece by itself.
        let isMarked = terminal.features.contains(.synchronizedUpdates) && update.count > 256
        if isMarked { line.send(TTYModes.synchronized.begin.utf8) }
        line.send(update)
        if isMarked { line.send(TTYModes.synchronized.end.utf8) }
        guard newShape != shape, terminal.capabilities.hasCursorShape else { return }
        shape = newShape
        line.send(TTYModes.shape(newShape).utf8)
    }

    private func fitted(_ frame: Frame) -> Frame {
        var whole = Frame(size)
        whole.copy(frame, from: frame.bounds, to: Point(x: 0, y: 0))
        whole.cursor = frame.cursor
        return whole
    }
}
