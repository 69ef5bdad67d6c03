/// What ESC and one more byte do, an intermediate byte before it or not.
extension TerminalScreen {
    mutating func perform(escape final: UInt8, intermediate: UInt8) {
        switch intermediate {
        case 0: performPlain(final)
        case 0x20: chooseControls(final)
        case 0x23: if final == 0x38 { fillWithE() }  // DECALN
        case 0x28...0x2b: designate(final, as: Int(intermediate - 0x28))
        case 0x2d...0x2f: designate(final, as: Int(intermediate - 0x2c))
        default: break
        }
    }

    private mutating func performPlain(_ final: UInt8) {
        switch final {
        case 0x36: backIndex()  // DECBI
        case 0x37: saveCursor()  // DECSC
        case 0x38: restoreCursor()  // DECRC
        case 0x39: forwardIndex()  // DECFI
        case 0x3d: modes.insert(.applicationKeypad)  // DECKPAM
        case 0x3e: modes.remove(.applicationKeypad)  // DECKPNM
        case 0x44:
            cursor.wrapsNext = false
            index()  // IND
        case 0x45:
            index()
            carriageReturn()  // NEL
        case 0x48: tabs[cursor.column] = true  // HTS
        case 0x4d: reverseIndex()  // RI
        case 0x4e: cursor.charsets.shift(2)  // SS2
        case 0x4f: cursor.charsets.shift(3)  // SS3
        case 0x56: setArea(protected: true)  // SPA
        case 0x57: setArea(protected: false)  // EPA
        case 0x5a: reportAttributes()  // DECID
        case 0x63: reset()  // RIS
        case 0x6e: cursor.charsets.lock(2)  // LS2
        case 0x6f: cursor.charsets.lock(3)  // LS3
        default: break
        }
    }

    /// S7C1T and S8C1T: how answers write C1 controls.
    private mutating func chooseControls(_ final: UInt8) {
        guard conformance >= .vt220 else { return }
        if final == 0x46 { modes.remove(.eightBitControls) }
        if final == 0x47 { modes.insert(.eightBitControls) }
    }

    private mutating func designate(_ final: UInt8, as index: Int) {
        let set: Charset =
            switch final {
            case 0x30: .graphics
            case 0x41: .british
            default: .ascii
            }
        cursor.charsets.designate(set, as: index)
    }

    /// Carries out a control character (C0).
    @inline(__always)
    mutating func perform(control byte: UInt8) {
        switch byte {
        case 0x0a, 0x0b, 0x0c: lineFeed()
        case 0x0d: carriageReturn()
        case 0x08: moveLeft(1)
        case 0x09: tab(1)
        case 0x07: bells &+= 1
        case 0x0e: cursor.charsets.lock(1)
        case 0x0f: cursor.charsets.lock(0)
        default: break
        }
    }
}
