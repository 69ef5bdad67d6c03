/// The modes a program can set and ask for (DECSET, SM; xterm's ctlseqs).
package struct TerminalModes: OptionSet, Hashable, Sendable {
    package let rawValue: UInt64

    package init(rawValue: UInt64) {
        self.rawValue = rawValue
    }

    /// Mode 4: printing shifts the rest of the line.
    package static let insert = TerminalModes(rawValue: 1 << 0)
    /// Mode 20: a line feed also returns the carriage, and Enter sends both.
    package static let newLine = TerminalModes(rawValue: 1 << 1)
    /// Mode ?1: arrow keys send SS3.
    package static let applicationCursor = TerminalModes(rawValue: 1 << 2)
    /// Mode ?5: the whole screen is inverse.
    package static let reverseScreen = TerminalModes(rawValue: 1 << 3)
    /// Mode ?6: rows count from the top margin.
    package static let origin = TerminalModes(rawValue: 1 << 4)
    /// Mode ?7: printing past the right edge goes on in the next line.
    package static let autowrap = TerminalModes(rawValue: 1 << 5)
    /// Mode ?12: the cursor blinks.
    package static let cursorBlink = TerminalModes(rawValue: 1 << 6)
    /// Mode ?25: the cursor is shown.
    package static let cursorVisible = TerminalModes(rawValue: 1 << 7)
    /// Mode ?66 and DECKPAM: the keypad sends SS3.
    package static let applicationKeypad = TerminalModes(rawValue: 1 << 8)
    /// Mode ?9: button presses are reported.
    package static let mousePress = TerminalModes(rawValue: 1 << 9)
    /// Mode ?1000: presses and releases are reported.
    package static let mouseButtons = TerminalModes(rawValue: 1 << 10)
    /// Mode ?1002: motion with a button held is reported too.
    package static let mouseDrag = TerminalModes(rawValue: 1 << 11)
    /// Mode ?1003: all motion is reported.
    package static let mouseMotion = TerminalModes(rawValue: 1 << 12)
    /// Mode ?1004: gaining and losing the focus is reported.
    package static let focus = TerminalModes(rawValue: 1 << 13)
    /// Mode ?1005: mouse coordinates as UTF-8.
    package static let mouseUTF8 = TerminalModes(rawValue: 1 << 14)
    /// Mode ?1006: mouse reports in SGR form.
    package static let mouseSGR = TerminalModes(rawValue: 1 << 15)
    /// Mode ?1015: mouse reports in urxvt's form.
    package static let mouseDecimal = TerminalModes(rawValue: 1 << 16)
    /// Mode ?1007: the wheel sends arrow keys on the alternate screen.
    package static let alternateScroll = TerminalModes(rawValue: 1 << 17)
    /// Mode ?2004: pasted text is bracketed.
    package static let bracketedPaste = TerminalModes(rawValue: 1 << 18)
    /// Mode ?2026: the program is in the middle of a frame.
    package static let synchronized = TerminalModes(rawValue: 1 << 19)
    /// Mode ?40: DECCOLM (?3) is obeyed.
    package static let columnSwitch = TerminalModes(rawValue: 1 << 20)
    /// Modes ?47, ?1047 and ?1049: the alternate screen is shown.
    package static let alternateScreen = TerminalModes(rawValue: 1 << 21)
    /// Mode ?45: motion to the left goes on at the right margin of the row above.
    package static let reverseWrap = TerminalModes(rawValue: 1 << 22)
    /// Mode ?3: the program asked for 132 columns; the width stays as it is.
    package static let wideColumns = TerminalModes(rawValue: 1 << 23)
    /// Mode ?69: there are left and right margins, and `CSI s` sets them.
    package static let leftRightMargins = TerminalModes(rawValue: 1 << 32)
    /// Mode ?1045: as mode ?45.
    package static let reverseWrapExtended = TerminalModes(rawValue: 1 << 33)
    /// S8C1T: answers are written with 8-bit controls.
    package static let eightBitControls = TerminalModes(rawValue: 1 << 34)
    /// Mode ?42 (DECNRCM): national sets can be designated, and input is of 8-bit characters.
    package static let national = TerminalModes(rawValue: 1 << 35)
    /// `ESC % @`: input is of 8-bit characters, not of UTF-8.
    package static let eightBitCharacters = TerminalModes(rawValue: 1 << 36)
    /// Mode 2 (KAM): kept and told, but no program locks the user's keyboard.
    package static let keyboardAction = TerminalModes(rawValue: 1 << 37)
    /// Mode 12 (SRM): kept and told; there is no local echo.
    package static let sendReceive = TerminalModes(rawValue: 1 << 38)
    /// Mode ?4 (DECSCLM): kept and told; scrolling is never slowed down.
    package static let smoothScroll = TerminalModes(rawValue: 1 << 39)
    /// Mode ?18 (DECPFF): kept and told; there is no printer.
    package static let printFormFeed = TerminalModes(rawValue: 1 << 56)
    /// Mode ?19 (DECPEX): kept and told; there is no printer.
    package static let printExtent = TerminalModes(rawValue: 1 << 57)
    /// Mode ?41: a tab carries out a put-off wrap first.
    package static let tabsWrap = TerminalModes(rawValue: 1 << 58)
    /// Mode ?1046: programs can show the alternate screen.
    package static let alternateAllowed = TerminalModes(rawValue: 1 << 59)
    /// Mode ?2031: a change between dark and light colours is reported.
    package static let colorSchemeReports = TerminalModes(rawValue: 1 << 40)
    /// Mode ?67 (DECBKM): Backspace sends BS instead of DEL.
    package static let backarrowSendsBackspace = TerminalModes(rawValue: 1 << 41)
    /// Mode ?1034: meta sets the eighth bit, unless it sends an escape.
    package static let eightBitInput = TerminalModes(rawValue: 1 << 42)
    /// Mode ?1036: alt and meta put an escape before a key.
    package static let metaSendsEscape = TerminalModes(rawValue: 1 << 43)
    /// Mode ?1039: the same.
    package static let altSendsEscape = TerminalModes(rawValue: 1 << 44)
    /// Mode ?1016: mouse reports in SGR form and in pixels.
    package static let mousePixels = TerminalModes(rawValue: 1 << 45)
    /// Mode ?2048: a change of size is reported.
    package static let sizeReports = TerminalModes(rawValue: 1 << 46)

    /// What a terminal starts with, and RIS brings back.
    package static let initial: TerminalModes = [
        .autowrap, .cursorVisible, .cursorBlink, .alternateScroll, .eightBitInput, .metaSendsEscape,
        .sendReceive, .alternateAllowed,
    ]
    /// Any mode in which motion to the left goes over the edge.
    package static let anyReverseWrap: TerminalModes = [.reverseWrap, .reverseWrapExtended]
    /// Any form of mouse reports besides the first one.
    package static let anyMouseForm: TerminalModes = [.mouseUTF8, .mouseSGR, .mouseDecimal, .mousePixels]
    /// Any mode that makes the mouse the program's.
    package static let anyMouse: TerminalModes = [.mousePress, .mouseButtons, .mouseDrag, .mouseMotion]

    /// Switches modes on or off.
    mutating func set(_ modes: TerminalModes, _ on: Bool) {
        if on { insert(modes) } else { remove(modes) }
    }
}
