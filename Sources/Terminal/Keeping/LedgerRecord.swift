/// Something that a screen took in, in the order in which it did.
enum LedgerRecord {
    /// What the program wrote.
    case output(UnsafeRawBufferPointer)
    case size(TerminalSize)

    /// Bytes before what it holds: the kind, and a length of four bytes.
    static let headLength = 5

    static let outputKind: UInt8 = 1
    static let sizeKind: UInt8 = 2

    /// Reads the record at a place and moves on behind it; `nil` at the end, and for what is none.
    init?(_ bytes: UnsafeRawBufferPointer, at place: inout Int) {
        guard bytes.count - place >= Self.headLength else { return nil }
        let length = Int(bytes.loadUnaligned(fromByteOffset: place + 1, as: UInt32.self))
        let first = place + Self.headLength
        guard length <= bytes.count - first else { return nil }
        let content = UnsafeRawBufferPointer(rebasing: bytes[first..<first + length])
        switch bytes[place] {
        case Self.outputKind: self = .output(content)
        case Self.sizeKind:
            guard let size = TerminalSize(content) else { return nil }
            self = .size(size)
        default: return nil
        }
        place = first + length
    }
}

extension TerminalSize {
    /// Columns, rows and pixels, 0 where these are not known, in four bytes each.
    static let ledgerLength = 16

    var ledgerBytes: [UInt8] {
        [columns, rows, pixelWidth ?? 0, pixelHeight ?? 0].flatMap { number in
            withUnsafeBytes(of: UInt32(clamping: number)) { Array($0) }
        }
    }

    init?(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count >= Self.ledgerLength else { return nil }
        let numbers = (0..<4).map { Int(bytes.loadUnaligned(fromByteOffset: $0 * 4, as: UInt32.self)) }
        guard numbers[0] > 0, numbers[1] > 0 else { return nil }
        self.init(
            columns: numbers[0], rows: numbers[1], pixelWidth: numbers[2] == 0 ? nil : numbers[2],
            pixelHeight: numbers[3] == 0 ? nil : numbers[3])
    }
}
