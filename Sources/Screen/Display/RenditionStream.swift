/// What ncurses sends, without the sequences that change nothing.
///
/// ncurses names both colours whenever one of them changes, and resets everything to take one attribute away: in true
/// colour half of all bytes. Here SGR sequences are read and the difference is sent before the next thing that is drawn.
struct RenditionStream {
    /// The finals of sequences that only move the cursor: CUU, CUD, CUF, CUB, CHA, CUP, VPA, HVP.
    private static let motions = Set("ABCDGHdf".utf8)

    private var output: [UInt8] = []
    /// What the terminal has; `nil` before anything was sent, and after a sequence that is not known here.
    private var sent: Rendition?
    private var wanted = Rendition()
    /// Whether G0 was made ASCII (`ESC ( B`) and shifted in (SI), which entries repeat at each reset.
    private var hasASCII = false
    private var isShiftedIn = false

    /// The same picture in fewer bytes, of an update that begins and ends with the terminal's own rendition.
    static func slim(_ update: [UInt8]) -> [UInt8] {
        guard !update.isEmpty else { return [] }
        var stream = RenditionStream()
        stream.output.reserveCapacity(update.count)
        var rest = update[...]
        while let byte = rest.first {
            if byte == 0x1B {
                rest = stream.escape(rest)
            } else {
                stream.draw(byte)
                rest = rest.dropFirst()
            }
        }
        stream.bringUp()
        return stream.output
    }

    private mutating func draw(_ byte: UInt8) {
        switch byte {
        case 0x0F where isShiftedIn: return
        case 0x0E, 0x0F:
            isShiftedIn = byte == 0x0F
            output.append(byte)
        case 0x0D: output.append(byte)
        case 0x20:
            bringUpForBlanks()
            output.append(byte)
        default:
            bringUp()
            output.append(byte)
        }
    }

    /// Takes one sequence and returns what is behind it.
    private mutating func escape(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let body = bytes.dropFirst(2)
        switch bytes.dropFirst().first {
        case UInt8(ascii: "["):
            let parameters = body.prefix { (0x20...0x3F).contains($0) }
            let rest = body.dropFirst(parameters.count + 1)
            control(bytes[..<rest.startIndex], parameters)
            return rest
        case UInt8(ascii: "("):
            let isASCII = body.first == UInt8(ascii: "B")
            if !(isASCII && hasASCII) { output += bytes.prefix(3) }
            hasASCII = isASCII
            return bytes.dropFirst(3)
        default:
            pass(bytes.prefix(2))
            return bytes.dropFirst(2)
        }
    }

    private mutating func control(_ sequence: ArraySlice<UInt8>, _ parameters: ArraySlice<UInt8>) {
        switch sequence.last {
        case UInt8(ascii: "m"):
            guard !wanted.apply(parameters) else { return }
            pass(sequence)
            sent = nil
        // REP draws the last character again.
        case UInt8(ascii: "b"): pass(sequence)
        case let final? where Self.motions.contains(final): output += sequence
        default:
            bringUpForBlanks()
            output += sequence
        }
    }

    private mutating func pass(_ bytes: ArraySlice<UInt8>) {
        bringUp()
        output += bytes
    }

    /// Gives the terminal what a space or an erased cell needs of the rendition that is wanted.
    private mutating func bringUpForBlanks() {
        if let sent, sent.isSame(forBlanks: wanted) { return }
        bringUp()
    }

    /// Gives the terminal the rendition that is wanted.
    private mutating func bringUp() {
        guard wanted != sent else { return }
        output += wanted.sequence(from: sent)
        sent = wanted
    }
}
