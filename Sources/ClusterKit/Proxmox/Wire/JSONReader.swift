/// What is wrong with a document, and at which byte.
struct WireFault: Error, Hashable, CustomStringConvertible {
    var detail: String
    var offset: Int

    var description: String { "\(detail) at byte \(offset)" }
}

/// A cursor that walks a JSON document once and copies nothing.
///
/// Lists of 50 000 guests are read with it in one pass; containers inside a value are stepped over by
/// counting brackets and looked into only when somebody asks.
struct JSONReader {
    let bytes: [UInt8]
    private(set) var position: Int
    private let end: Int

    init(_ bytes: [UInt8]) {
        self.init(bytes, in: 0..<bytes.count)
    }

    init(_ bytes: [UInt8], in range: Range<Int>) {
        self.bytes = bytes
        position = range.lowerBound
        end = range.upperBound
    }

    /// The next byte that is not white space, not consumed; `nil` at the end.
    mutating func peek() -> UInt8? {
        while position < end {
            let byte = bytes[position]
            guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return byte }
            position += 1
        }
        return nil
    }

    /// Consumes the byte if it comes next.
    mutating func consume(_ byte: UInt8) -> Bool {
        guard peek() == byte else { return false }
        position += 1
        return true
    }

    mutating func expect(_ byte: UInt8, _ what: String) throws(WireFault) {
        guard consume(byte) else { throw fault("\(what) is missing") }
    }

    func fault(_ detail: String) -> WireFault {
        WireFault(detail: position < end ? detail : "it ends too early", offset: position)
    }

    /// Steps over a string and returns where its content lies, quotes excluded.
    mutating func string() throws(WireFault) -> Range<Int> {
        try expect(.quote, "a string")
        let start = position
        while position < end {
            let byte = bytes[position]
            if byte == .quote {
                position += 1
                return start..<(position - 1)
            }
            position += byte == .backslash ? 2 : 1
        }
        position = end
        throw fault("a string is not closed")
    }

    /// Steps over any value and returns where it lies, a string's quotes included.
    mutating func value() throws(WireFault) -> Range<Int> {
        guard let first = peek() else { throw fault("a value is missing") }
        let start = position
        switch first {
        case .quote: _ = try string()
        case .openBrace, .openBracket: try skipContainer()
        default: try skipWord()
        }
        return start..<position
    }

    private mutating func skipContainer() throws(WireFault) {
        var depth = 0
        while position < end {
            switch bytes[position] {
            case .quote:
                _ = try string()
                continue
            case .openBrace, .openBracket: depth += 1
            case .closeBrace, .closeBracket: depth -= 1
            default: break
            }
            position += 1
            if depth == 0 { return }
        }
        throw fault("a container is not closed")
    }

    /// A number, `true`, `false` or `null`.
    private mutating func skipWord() throws(WireFault) {
        let start = position
        while position < end, bytes[position].isWordByte { position += 1 }
        guard position > start else { throw fault("a value is missing") }
    }
}

extension JSONReader {
    /// Walks the object that comes next; `body` must consume each member's value.
    mutating func eachMember(
        _ body: (inout JSONReader, Range<Int>) throws(WireFault) -> Void
    ) throws(WireFault) {
        try expect(.openBrace, "an object")
        if consume(.closeBrace) { return }
        repeat {
            let key = try string()
            try expect(.colon, "a colon")
            try body(&self, key)
        } while consume(.comma)
        try expect(.closeBrace, "the end of an object")
    }

    /// Walks the array that comes next; `body` must consume each element.
    mutating func eachElement(_ body: (inout JSONReader) throws(WireFault) -> Void) throws(WireFault) {
        try expect(.openBracket, "an array")
        if consume(.closeBracket) { return }
        repeat { try body(&self) } while consume(.comma)
        try expect(.closeBracket, "the end of an array")
    }
}

extension UInt8 {
    static let quote = UInt8(ascii: "\"")
    static let backslash = UInt8(ascii: "\\")
    static let openBrace = UInt8(ascii: "{")
    static let closeBrace = UInt8(ascii: "}")
    static let openBracket = UInt8(ascii: "[")
    static let closeBracket = UInt8(ascii: "]")
    static let colon = UInt8(ascii: ":")
    static let comma = UInt8(ascii: ",")

    /// Part of a number or of `true`, `false`, `null`.
    fileprivate var isWordByte: Bool {
        switch self {
        case 0x30...0x39, 0x61...0x7A, 0x41...0x5A, UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."):
            true
        default: false
        }
    }
}
