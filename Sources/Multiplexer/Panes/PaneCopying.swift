import Screen
import Terminal
import Text

/// Copy mode in a pane, and choosing with the mouse.
extension PaneSession {
    package var isCopying: Bool { reading.mode != nil }

    /// Begins copy mode, unless it is on, and runs one of its commands.
    package func copy(running command: String?, in pane: PaneID) {
        session.withScreen { screen in
            guard reading.mode == nil || reading.mode?.isDrag == true else { return }
            reading.mode = CopyMode(
                on: screen, rows: size.rows - 1, memory: reading.memory, keys: reading.keys)
        }
        // Copy mode has a view of its own; the terminal's goes back to the newest line.
        session.scroll(by: -session.withScreen { $0.viewOffset })
        if let command {
            obey(session.withScreen { reading.mode?.run(command, on: $0) ?? .stay }, in: pane)
        }
        announce(in: pane)
    }

    /// Gives a key to copy mode.
    package func press(_ input: Input, in pane: PaneID) {
        let outcome = session.withScreen { screen in reading.mode?.press(input, on: screen) ?? .stay }
        obey(outcome, in: pane)
        announce(in: pane)
    }

    /// Does what copy mode asks for.
    private func obey(_ outcome: CopyOutcome, in pane: PaneID) {
        switch outcome {
        case .stay: break
        case .leave: leaveCopyMode()
        case .copy(let text, let leaves):
            if leaves { leaveCopyMode() }
            hand(over: text)
        case .open(let link): open(link, in: pane)
        }
    }

    private func leaveCopyMode() {
        if let mode = reading.mode { reading.memory = mode.memory }
        reading.mode = nil
    }

    private func hand(over text: String) {
        let text = Self.withoutControls(text)
        mailbox.send(text.isEmpty ? .notice("There is no text in what was chosen.", .notice) : .copied(text))
    }

    /// What is shown is text, but a terminal is not trusted to have shown only that.
    private static func withoutControls(_ text: String) -> String {
        var kept = ""
        kept.unicodeScalars.append(
            contentsOf: text.unicodeScalars.filter { $0 == "\n" || $0.properties.generalCategory != .control }
        )
        return kept
    }

    /// Copies what the last command printed.
    package func copyLastOutput() {
        let output: Result<String, CopyRefusal> = session.withScreen { screen in
            guard let command = screen.shownCommand else { return .failure(.noMarks) }
            guard let range = command.output else { return .failure(.noOutput) }
            return .success(screen.text(from: range.lowerBound, to: range.upperBound))
        }
        switch output {
        case .success(let text): hand(over: text)
        case .failure(let refusal): mailbox.send(.notice(refusal.description, .notice))
        }
    }

    /// What the left button does where the program has not asked for the mouse; at a cell of the pane, or beyond.
    package func choose(_ mouse: Mouse, in pane: PaneID) {
        let chosen: String? = session.withScreen { screen in
            switch mouse.action {
            case .press(.left):
                if mouse.modifiers.contains(.control) { return nil }
                reading.press(mouse, rows: size.rows, at: .now, on: screen)
            case .drag(.left): reading.choose(to: mouse.position, rows: size.rows, on: screen)
            case .release(.left): return reading.release(on: screen)
            default: break
            }
            return nil
        }
        if let chosen { hand(over: chosen) }
        if mouse.action == .press(.left), mouse.modifiers.contains(.control) {
            openLink(under: mouse, in: pane)
        }
        announce(in: pane)
    }

    /// The mouse that chooses rests at an edge of the pane: moves the view by lines.
    package func pull(_ mouse: Mouse, by lines: Int, in pane: PaneID) {
        session.withScreen { screen in reading.pull(mouse.position, by: lines, on: screen) }
        announce(in: pane)
    }

    /// Moves the view of copy mode; `false` when it is not on.
    package func scrollCopyMode(by lines: Int, in pane: PaneID) -> Bool {
        guard isCopying else { return false }
        session.withScreen { screen in reading.mode?.scroll(by: -lines, on: screen) }
        announce(in: pane)
        return true
    }

    /// Puts copy mode's cells into a rectangle, and searches on.
    package func drawCopyMode(
        _ screen: borrowing TerminalScreen, into frame: inout Frame, _ rect: Rect, _ ink: Ink,
        _ glyphs: GlyphSet
    ) -> Cursor? {
        let text = reading.mode?.isDrag == true ? rect : rect.splitBottom(1).rest
        reading.mode?.resize(rows: text.height, on: screen)
        reading.mode?.searchOn(screen)
        guard let mode = reading.mode else { return nil }
        _ = ShellCells.draw(screen, from: mode.top, into: &frame, text)
        return CopyDrawing(mode: mode, ink: ink, glyphs: glyphs).draw(screen, into: &frame, rect)
    }

    /// Has the pane drawn anew.
    package func announce(in pane: PaneID) {
        mailbox.send(.shell(pane, .changed))
    }
}

/// Why there is nothing to copy.
package enum CopyRefusal: Error, CustomStringConvertible {
    case noMarks
    case noOutput

    package var description: String {
        switch self {
        case .noMarks: "The shell does not mark its commands (OSC 133); Docs/Shell.md says how."
        case .noOutput: "The last command printed nothing."
        }
    }
}

/// What was copied in the shell, newest first, to be pasted again.
package struct CopyBuffers: Equatable, Sendable {
    package private(set) var texts: [String] = []

    /// How many are kept, and how many bytes one may have.
    package static let limit = (texts: 10, bytes: 4_194_304)

    /// What was copied last.
    package var newest: String? { texts.first }

    /// Keeps a text; one that is there already becomes the newest.
    ///
    /// Returns what is kept of it: a long one loses its end.
    @discardableResult
    package mutating func add(_ text: String) -> String {
        let kept =
            text.utf8.count <= Self.limit.bytes
            ? text : String(decoding: text.utf8.prefix(Self.limit.bytes), as: UTF8.self)
        texts.removeAll { $0 == kept }
        texts.insert(kept, at: 0)
        if texts.count > Self.limit.texts { texts.removeLast() }
        return kept
    }
}
