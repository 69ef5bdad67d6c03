/// Reads a program's output: text, control characters and sequences, in any portions.
///
/// A state machine after Paul Williams's (https://vt100.net/emu/dec_ansi_parser), with UTF-8 text in its
/// ground state. C1 controls are obeyed in their 7-bit form only: as bytes they are not UTF-8, and as
/// scalars they are dropped.
struct VTParser: ~Copyable {
    enum State {
        case ground
        case escape
        case sequence
        case string
        case stringEscape
    }

    private var state = State.ground
    private var parameters = SequenceParameters()
    /// The number being read, -1 before its first digit.
    private var number: Int32 = -1
    private var isJoined = false
    private var marker: UInt8 = 0
    /// Up to two intermediate bytes of an escape sequence, or one of a control sequence.
    private var intermediates: UInt16 = 0
    /// The sequence is not one of those that are known: it is read to its end and dropped.
    private var isBroken = false
    private var decoder = UTF8Decoder()
    private var string = ControlString()

    /// Whether what comes next begins a new character or sequence.
    var isAtRest: Bool { state == .ground && !decoder.isInside }

    /// Reads bytes up to the beginning of a held frame (mode 2026) and returns how many it read.
    mutating func parse(_ bytes: UnsafeBufferPointer<UInt8>, into screen: inout TerminalScreen) -> Int {
        guard let start = bytes.baseAddress else { return 0 }
        let end = start + bytes.count
        var place = start
        while place < end, !screen.frameBegins {
            switch state {
            case .ground: place = readText(place, end, &screen)
            case .escape: place = readEscape(place, end, &screen)
            case .sequence: place = readSequence(place, end, &screen)
            case .string: place = readString(place, end, &screen)
            case .stringEscape: place = endString(place, &screen)
            }
        }
        return place - start
    }

    /// Reads text and control characters up to an escape sequence that is not whole.
    private mutating func readText(
        _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ screen: inout TerminalScreen
    ) -> UnsafePointer<UInt8> {
        var place = start
        while place < end {
            let byte = place.pointee
            if byte >= 0x80, screen.readsEightBits {
                readEightBit(byte, &screen)
                if state != .ground { return place + 1 }
                place += 1
            } else if byte >= 0x80 || decoder.isInside {
                place = decoder.decode(place, end, &screen)
            } else if byte >= 0x20 {
                let stop = TextRun.end(place, end)
                if stop > place { screen.print(ascii: place, count: stop - place) }
                place = stop
                if stop < end, stop.pointee == 0x7f {
                    screen.printDelete()
                    place += 1
                }
            } else if byte == 0x1b {
                place += 1
                guard place < end, place.pointee == 0x5b else {
                    beginEscape()
                    return place
                }
                beginSequence()
                place = readSequence(place + 1, end, &screen)
                if state != .ground || screen.frameBegins { return place }
            } else {
                screen.perform(control: byte)
                place += 1
            }
        }
        return place
    }

    /// Reads a byte from 0x80 on that is no UTF-8: a C1 control or a character of the right half of the code table.
    private mutating func readEightBit(_ byte: UInt8, _ screen: inout TerminalScreen) {
        decoder = UTF8Decoder()
        if byte >= 0xa0 { return screen.print(screen.cursor.pen.charsets.translate(right: byte)) }
        beginEscape()
        let final = byte - 0x40
        withUnsafePointer(to: final) { _ = readEscape($0, $0 + 1, &screen) }
    }

    private mutating func beginEscape() {
        state = .escape
        intermediates = 0
        isBroken = false
    }

    @inline(__always)
    private mutating func beginSequence() {
        state = .sequence
        parameters.removeAll()
        number = -1
        isJoined = false
        marker = 0
        intermediates = 0
        isBroken = false
    }

    private mutating func readEscape(
        _ place: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ screen: inout TerminalScreen
    ) -> UnsafePointer<UInt8> {
        let byte = place.pointee
        switch byte {
        case 0x1b: beginEscape()
        case 0x18, 0x1a: state = .ground
        case 0x00...0x1f: screen.perform(control: byte)
        case 0x20...0x2f:
            isBroken = isBroken || intermediates > 0xff
            intermediates = intermediates << 8 | UInt16(byte)
        case 0x5b where intermediates == 0: beginSequence()
        case 0x5d where intermediates == 0: beginString(.command, limit: TerminalScreen.commandLimit)
        case 0x50 where intermediates == 0: beginString(.deviceControl, limit: 1_024)
        case 0x58, 0x5e, 0x5f:
            if intermediates == 0 { beginString(.ignored, limit: 0) } else { state = .ground }
        case 0x30...0x7e:
            state = .ground
            if !isBroken { screen.perform(escape: byte, intermediates: intermediates) }
        case 0x7f: break
        default:
            state = .ground
            return place
        }
        return place + 1
    }

    private mutating func readSequence(
        _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ screen: inout TerminalScreen
    ) -> UnsafePointer<UInt8> {
        var place = start
        while place < end {
            let byte = place.pointee
            place += 1
            switch byte {
            case 0x30...0x39:
                number = min(max(number, 0) &* 10 &+ Int32(byte &- 0x30), SequenceParameters.ceiling)
                if intermediates != 0 { isBroken = true }
            case 0x3a, 0x3b:
                parameters.append(number, joined: isJoined)
                number = -1
                isJoined = byte == 0x3a
            case 0x40...0x7e:
                state = .ground
                finishSequence(byte, &screen)
                return place
            default:
                guard readRare(byte, &screen) else { return byte >= 0x80 ? place - 1 : place }
            }
        }
        return place
    }

    /// Reads what is seldom inside a control sequence; `false` when the sequence ended by it.
    private mutating func readRare(_ byte: UInt8, _ screen: inout TerminalScreen) -> Bool {
        switch byte {
        case 0x3c...0x3f:
            if marker != 0 || number >= 0 || parameters.count > 0 || intermediates != 0 { isBroken = true }
            marker = byte
        case 0x20...0x2f:
            if intermediates != 0 { isBroken = true }
            intermediates = UInt16(byte)
        case 0x1b:
            beginEscape()
            return false
        case 0x18, 0x1a, 0x80...0xff:
            state = .ground
            return false
        case 0x7f: break
        default: screen.perform(control: byte)
        }
        return true
    }

    @inline(__always)
    private mutating func finishSequence(_ final: UInt8, _ screen: inout TerminalScreen) {
        if isBroken { return }
        if number >= 0 || parameters.count > 0 { parameters.append(number, joined: isJoined) }
        ControlSequenceTable.standard.perform(
            marker, UInt8(truncatingIfNeeded: intermediates), final, on: &screen, with: parameters)
    }

    private mutating func beginString(_ kind: ControlString.Kind, limit: Int) {
        state = .string
        string.begin(kind, limit: limit)
    }

    private mutating func readString(
        _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ screen: inout TerminalScreen
    ) -> UnsafePointer<UInt8> {
        var place = start
        while place < end {
            let byte = place.pointee
            place += 1
            switch byte {
            case 0x9c where screen.readsEightBits:
                state = .ground
                string.perform(on: &screen, bell: false)
                return place
            case 0x1b:
                state = .stringEscape
                return place
            case 0x18, 0x1a:
                state = .ground
                return place
            case 0x07 where string.kind == .command:
                state = .ground
                string.perform(on: &screen, bell: true)
                return place
            case 0x00...0x1f: break
            default: string.append(byte)
            }
        }
        return place
    }

    /// A backslash after ESC ends the string; anything else drops it and begins another sequence.
    private mutating func endString(
        _ place: UnsafePointer<UInt8>, _ screen: inout TerminalScreen
    ) -> UnsafePointer<UInt8> {
        guard place.pointee == 0x5c else {
            beginEscape()
            return place
        }
        state = .ground
        string.perform(on: &screen, bell: false)
        return place + 1
    }
}
