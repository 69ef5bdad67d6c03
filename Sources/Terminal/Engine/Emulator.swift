/// A screen and the parser that feeds it: bytes in, cells out.
///
/// Sendable because it cannot be copied and nobody else ever holds the memory behind its pointers: whoever
/// has the value has all of it.
package struct Emulator: ~Copyable, @unchecked Sendable {
    private var parser = VTParser()
    private var frame = HeldFrame()
    /// What is shown now.
    package internal(set) var screen: TerminalScreen

    /// A blank screen with nothing read.
    package init(size: TerminalSize, policy: TerminalPolicy = TerminalPolicy()) {
        screen = TerminalScreen(size: size, policy: policy)
    }

    /// Reads a program's output, in any portions.
    ///
    /// Of a frame that the program marks as one (mode 2026), nothing is shown before it is whole, or 150 ms
    /// or 2 MB are over. A frame that begins inside another one changes nothing.
    ///
    /// - Parameters:
    ///   - bytes: What the program wrote.
    ///   - time: A monotonic clock in nanoseconds, by which a frame is no longer waited for.
    package mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, at time: UInt64 = 0) {
        feed(bytes, at: time)
        while showDue(atMost: .max, at: time) {}
    }

    /// Shows what there is of a frame that is being waited for.
    package mutating func releaseFrame(at time: UInt64 = 0) {
        while !frame.isEmpty || frame.isOpen { showHeld(atMost: .max, at: time) }
    }

    /// Reads what a program wrote, and only keeps it while something of a frame waits.
    mutating func feed(_ bytes: UnsafeBufferPointer<UInt8>, at time: UInt64) {
        if frame.isOpen || !frame.isEmpty {
            frame.append(bytes)
        } else {
            show(bytes, isHeld: false, at: time)
        }
    }

    /// Shows some bytes that were held back, where it is time for that; `false` when it is not.
    mutating func showDue(atMost count: Int, at time: UInt64) -> Bool {
        guard frame.isDue(at: time) else { return false }
        showHeld(atMost: count, at: time)
        return true
    }

    /// Whether some of what is held back is to be shown now.
    mutating func isDue(at time: UInt64) -> Bool { frame.isDue(at: time) }

    private mutating func showHeld(atMost count: Int, at time: UInt64) {
        let piece = frame.release(atMost: count)
        piece.withUnsafeBufferPointer { show($0, isHeld: true, at: time) }
        frame.settle()
    }

    /// Shows bytes up to the beginning of a frame whose end is neither among them nor among what waits behind them.
    private mutating func show(_ bytes: UnsafeBufferPointer<UInt8>, isHeld: Bool, at time: UInt64) {
        screen.time = time == 0 ? nil : time
        var rest = bytes
        var end = 0
        while true {
            let count = parser.parse(rest, into: &screen)
            guard screen.frameBegins else { return }
            screen.frameBegins = false
            rest = UnsafeBufferPointer(rebasing: rest[count...])
            if isHeld {
                if frame.isOverdue || frame.hasEnd(before: rest.count) { continue }
            } else {
                let place = bytes.count - rest.count
                if end >= place, end > 0 { continue }
                if let found = HeldFrame.end(in: rest) {
                    end = place + found
                    continue
                }
            }
            return frame.open(with: rest, at: time)
        }
    }

    /// When a frame that is being waited for will be shown at the latest; `nil` when there is none.
    package var frameDeadline: UInt64? { frame.isOpen ? frame.deadline : nil }

    /// Whether all that was read is shown: no sequence, character or frame waits for its end.
    var isAtRest: Bool { parser.isAtRest && !frame.isOpen && frame.isEmpty }

    /// Reads a text as if a program had written it.
    package mutating func read(_ text: String) {
        var text = text
        text.withUTF8 { read($0) }
    }

    /// The answers to the program's questions since the last call, to be written to it.
    package mutating func takeReplies() -> [UInt8] {
        screen.replies.drain()
    }

    /// What happened since the last call that the owner of the terminal may want to tell or to allow.
    package mutating func takeEvents() -> [TerminalEvent] {
        screen.events.drain()
    }

    /// Takes the colours of another theme; a program that wants to know is told whether they are dark.
    package mutating func use(_ colors: StandardColors) {
        screen.use(colors)
    }

    /// What changed on the screen since the last call.
    package mutating func takeDamage() -> TerminalDamage {
        screen.takeDamage()
    }

    /// Gives the screen another size; the primary screen and the scrollback are laid out anew.
    ///
    /// The characters at `places` are found again: where they are now is returned.
    @discardableResult
    package mutating func resize(
        _ size: TerminalSize, keeping places: [TerminalPosition] = []
    ) -> [TerminalPosition] {
        let before = screen.size
        defer { if screen.size != before, screen.modes.contains(.sizeReports) { screen.reportSize() } }
        return screen.resize(size, keeping: places)
    }

    /// Takes note of what the display in front of the user can tell of keys.
    package mutating func use(_ keyboard: KeyboardFlags) {
        screen.keyboard.available = keyboard
    }

    /// Brings modes back as they were at a prompt; `false` when nothing was to be done.
    mutating func restore(_ state: PromptState) -> Bool { screen.restore(state) }

    /// Ends whatever a program did to the terminal, but for text and scrollback; what it held back is shown.
    mutating func recover(to state: PromptState?) {
        releaseFrame()
        parser = VTParser()
        screen.recover(to: state)
    }

    /// Moves the view into the scrollback, or with a negative number back to the newest line.
    package mutating func scroll(by lines: Int) {
        screen.scrollView(by: lines)
    }
}
