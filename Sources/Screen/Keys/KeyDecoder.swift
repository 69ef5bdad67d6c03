/// Turns the bytes of a terminal into keys, a chunk at a time; a value without clock or descriptor.
///
/// A lone ESC is a key or the start of a sequence, and only time tells, as it does of a paste's end: when `isWaiting`,
/// call `flush()` after some 30 ms without bytes. Sequences nobody knows are swallowed whole, and so are answers to questions
/// that were not asked.
///
/// Sources: https://invisible-island.net/xterm/ctlseqs/ctlseqs.html, console_codes(4), the terminfo entries
/// of rxvt, linux and tmux, https://sw.kovidgoyal.net/kitty/keyboard-protocol/.
package struct KeyDecoder: Sendable {
    private enum State {
        case ground
        /// After ESC; with how many ESCs before it.
        case escape
        case csi
        case ss3
        /// Bytes of an X10 mouse report still to come.
        case x10Mouse(Int)
        /// After `ESC [ [`.
        case linuxFunction
        /// Within OSC, DCS, APC, PM or SOS.
        case string
        case utf8(Int)
        case paste
    }

    /// Sequences longer than this are not ones: their bytes are dropped.
    private static let longestSequence = 256
    private static let longestString = 1 << 16

    private var state = State.ground
    private var held: [UInt8] = []
    private var paste = PasteReading()

    package init() {}

    /// Whether bytes are held that `flush()` would turn into a key or a paste.
    package var isWaiting: Bool {
        switch state {
        case .escape: true
        case .csi, .ss3, .string: held.count == 2
        case .paste: paste.hasEnd
        default: false
        }
    }

    /// Whether a paste has begun and not ended.
    package var isPasting: Bool {
        if case .paste = state { true } else { false }
    }

    /// Takes the next bytes and returns what they complete.
    package mutating func feed(_ bytes: some Collection<UInt8>) -> [Input] {
        feed(Array(bytes)[...])
    }

    /// Takes the next bytes and returns what they complete.
    package mutating func feed(_ bytes: ArraySlice<UInt8>) -> [Input] {
        var inputs: [Input] = []
        var rest = bytes
        while let byte = rest.first {
            if case .paste = state {
                rest = takePaste(rest, into: &inputs)
            } else {
                rest = rest.dropFirst()
                decode(byte, into: &inputs)
            }
        }
        return inputs
    }

    /// Ends the wait for more bytes: a held ESC is the Escape key, `ESC [` is Alt-[, and a paste is over.
    package mutating func flush() -> [Input] {
        guard isWaiting else { return [] }
        if case .paste = state {
            var inputs: [Input] = []
            let rest = endPaste(into: &inputs)
            return inputs + feed(rest)
        }
        let bytes = held
        reset()
        let last = bytes.last ?? 0x1B
        if bytes.count == 1 || last == 0x1B {
            let key = Key(.escape, bytes.count > 1 ? .alt : [])
            return [Input(.key(key), raw: bytes, report: bytes.count > 1 ? .prefixed(key) : nil)]
        }
        let key = Key(.character(Character(Unicode.Scalar(last))), .alt)
        return [Input(.key(key), raw: bytes, report: .prefixed(key))]
    }

    private mutating func reset() {
        state = .ground
        held = []
    }

    private mutating func decode(_ byte: UInt8, into inputs: inout [Input]) {
        held.append(byte)
        switch state {
        case .ground: ground(byte, into: &inputs)
        case .escape: escape(byte, into: &inputs)
        case .csi: csi(byte, into: &inputs)
        case .ss3: ss3(byte, into: &inputs)
        case .linuxFunction: finish(KeySequence.linuxFunction(held), into: &inputs)
        case .x10Mouse(let missing):
            if missing == 1 {
                finish(KeySequence.x10Mouse(held), into: &inputs)
            } else {
                state = .x10Mouse(missing - 1)
            }
        case .string: string(byte, into: &inputs)
        case .utf8(let missing): utf8(byte, missing: missing, into: &inputs)
        case .paste: break
        }
    }

    private mutating func finish(_ kind: Input.Kind, into inputs: inout [Input]) {
        finish(KeySequence.Decoded(kind), into: &inputs)
    }

    private mutating func finish(_ decoded: KeySequence.Decoded?, into inputs: inout [Input]) {
        if let decoded { inputs.append(Input(decoded.kind, raw: held, report: decoded.report)) }
        reset()
    }

    private mutating func ground(_ byte: UInt8, into inputs: inout [Input]) {
        switch byte {
        case 0x1B: state = .escape
        case 0..<0x80: finish(.key(KeySequence.plain(byte)), into: &inputs)
        case 0xC2..<0xE0: state = .utf8(1)
        case 0xE0..<0xF0: state = .utf8(2)
        case 0xF0..<0xF5: state = .utf8(3)
        default: finish(.key(Key("\u{FFFD}")), into: &inputs)
        }
    }

    private mutating func escape(_ byte: UInt8, into inputs: inout [Input]) {
        switch byte {
        case 0x1B where held.count > 2:
            // Escape held down: all but the last are keys.
            inputs += (0..<held.count - 1).map { _ in Input(.key(Key(.escape)), raw: [0x1B]) }
            held = [0x1B]
        case 0x1B: break
        case UInt8(ascii: "["): state = .csi
        case UInt8(ascii: "O"): state = .ss3
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"), UInt8(ascii: "X"):
            state = .string
        case 0x80...:
            state = .ground
            ground(byte, into: &inputs)
        default:
            let key = KeySequence.plain(byte)
            finish(.prefixed(Key(key.code, key.modifiers.union(.alt))), into: &inputs)
        }
    }

    private mutating func csi(_ byte: UInt8, into inputs: inout [Input]) {
        let body = held.drop { $0 == 0x1B }.dropFirst()
        switch byte {
        case 0x1B:
            held = [0x1B]
            state = .escape
        case UInt8(ascii: "[") where body.count == 1: state = .linuxFunction
        case UInt8(ascii: "M") where body.count == 1: state = .x10Mouse(3)
        case UInt8(ascii: "$") where KeySequence.isRxvtShift(body):
            finish(KeySequence.csi(held), into: &inputs)
        case 0x20...0x3F:
            if held.count > KeyDecoder.longestSequence { reset() }
        case 0x40...0x7E where body.elementsEqual("200~".utf8):
            reset()
            state = .paste
        case 0x40...0x7E: finish(KeySequence.csi(held), into: &inputs)
        default: reset()
        }
    }

    /// A letter ends it; xterm puts a number before that of a keypad's key with modifiers.
    private mutating func ss3(_ byte: UInt8, into inputs: inout [Input]) {
        guard (0x30...0x39).contains(byte), held.count < 8 else {
            return finish(KeySequence.ss3(held), into: &inputs)
        }
    }

    private mutating func string(_ byte: UInt8, into inputs: inout [Input]) {
        let isTerminated = byte == 0x07 || byte == 0x5C && held.count > 3 && held[held.count - 2] == 0x1B
        if isTerminated { return finish(KeySequence.string(held), into: &inputs) }
        if held.count > KeyDecoder.longestString { reset() }
    }

    private mutating func utf8(_ byte: UInt8, missing: Int, into inputs: inout [Input]) {
        guard byte & 0xC0 == 0x80 else {
            held.removeLast()
            finish(.key(Key("\u{FFFD}")), into: &inputs)
            decode(byte, into: &inputs)
            return
        }
        guard missing == 1 else {
            state = .utf8(missing - 1)
            return
        }
        let isAlt = held.first == 0x1B
        let text = held.drop { $0 == 0x1B }
        let character = String(validating: text, as: UTF8.self)?.first ?? "\u{FFFD}"
        finish(
            isAlt ? .prefixed(Key(.character(character), .alt)) : KeySequence.Decoded(.key(Key(character))),
            into: &inputs)
    }

    /// Takes bytes of a paste and returns those that begin another one.
    private mutating func takePaste(_ bytes: ArraySlice<UInt8>, into inputs: inout [Input]) -> ArraySlice<
        UInt8
    > {
        guard paste.append(bytes) else { return [] }
        return endPaste(into: &inputs)[...]
    }

    /// Hands the paste over and returns what was typed after it.
    private mutating func endPaste(into inputs: inout [Input]) -> [UInt8] {
        let (ended, rest) = paste.end()
        inputs.append(Input(.paste(ended), raw: []))
        paste = PasteReading()
        reset()
        return rest
    }
}
