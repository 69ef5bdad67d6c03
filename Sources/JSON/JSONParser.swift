import Text

/// Why a text is no JSON, and at which byte.
package struct JSONFault: Error, Sendable, Hashable, CustomStringConvertible {
    package let detail: String
    /// Counted from 0.
    package let offset: Int

    package var description: String { "\(detail) at byte \(offset)" }
}

/// Reads a document in one pass, in time that grows with its length and no faster (RFC 8259).
///
/// Of two members of one name the later counts, where they are not refused. Half a surrogate pair becomes U+FFFD.
struct JSONParser {
    /// How deep arrays and objects may lie in each other, which bounds the stack; JSONEncoder writes no deeper one.
    static let depthLimit = 510

    private let bytes: UnsafeBufferPointer<UInt8>
    /// Two members of one name are a fault: what somebody else made of them may be another reading.
    var refusesTwins = false
    private var position = 0
    private var depth = 0

    fileprivate init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        // A byte order mark, which some editors and servers put before everything.
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }

    mutating func document() throws(JSONFault) -> JSONValue {
        let value = try value()
        guard peek() == nil else { throw fault("something follows the document") }
        return value
    }

    private mutating func value() throws(JSONFault) -> JSONValue {
        switch peek() {
        case UInt8(ascii: "{"): return try nested { parser throws(JSONFault) in try parser.object() }
        case UInt8(ascii: "["): return try nested { parser throws(JSONFault) in try parser.array() }
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func nested(
        _ read: (inout JSONParser) throws(JSONFault) -> JSONValue
    ) throws(JSONFault) -> JSONValue {
        guard depth < Self.depthLimit else { throw fault("it is nested too deep") }
        depth += 1
        position += 1
        let value = try read(&self)
        depth -= 1
        return value
    }

    private mutating func object() throws(JSONFault) -> JSONValue {
        var members: [String: JSONValue] = [:]
        if consume(UInt8(ascii: "}")) { return .object(members) }
        repeat {
            guard peek() == UInt8(ascii: "\"") else { throw fault("a name is missing") }
            let name = try string()
            guard consume(UInt8(ascii: ":")) else { throw fault("a colon is missing") }
            if refusesTwins, members[name] != nil { throw fault("a name is given twice") }
            members[name] = try value()
        } while consume(UInt8(ascii: ","))
        guard consume(UInt8(ascii: "}")) else { throw fault("an object is not closed") }
        return .object(members)
    }

    private mutating func array() throws(JSONFault) -> JSONValue {
        var elements: [JSONValue] = []
        if consume(UInt8(ascii: "]")) { return .array(elements) }
        repeat { elements.append(try value()) } while consume(UInt8(ascii: ","))
        guard consume(UInt8(ascii: "]")) else { throw fault("an array is not closed") }
        return .array(elements)
    }

    private mutating func word(_ word: StaticString, _ value: JSONValue) throws(JSONFault) -> JSONValue {
        let end = position + word.utf8CodeUnitCount
        let isHere = word.withUTF8Buffer { name in
            end <= bytes.count && bytes[position..<end].elementsEqual(name)
        }
        guard isHere else { throw fault("a value is missing") }
        position = end
        return value
    }

    /// The next byte that is not white space, not consumed.
    private mutating func peek() -> UInt8? {
        while position < bytes.count {
            let byte = bytes[position]
            guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return byte }
            position += 1
        }
        return nil
    }

    private mutating func consume(_ byte: UInt8) -> Bool {
        guard peek() == byte else { return false }
        position += 1
        return true
    }

    private func fault(_ detail: String) -> JSONFault {
        JSONFault(detail: position < bytes.count ? detail : "it ends too early", offset: position)
    }
}

extension JSONParser {
    /// A whole number as such, however it was written; anything else as the nearest of floating point.
    private mutating func number() throws(JSONFault) -> JSONValue {
        let start = position
        if position < bytes.count, bytes[position] == UInt8(ascii: "-") { position += 1 }
        let first = position
        try digits()
        guard bytes[first] != 0x30 || position == first + 1 else {
            position = first
            throw fault("a number begins with 0")
        }
        let wholeEnd = position
        if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
            position += 1
            try digits()
        }
        if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
            position += 1
            if position < bytes.count, [UInt8(ascii: "+"), UInt8(ascii: "-")].contains(bytes[position]) {
                position += 1
            }
            try digits()
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if position == wholeEnd, let whole = Int(text, radix: 10) { return .integer(whole) }
        guard let value = Double(text), value.isFinite else { throw fault("a number is too large") }
        return Int(exactly: value).map { .integer($0) } ?? .number(value)
    }

    private mutating func digits() throws(JSONFault) {
        let start = position
        while position < bytes.count, (0x30...0x39).contains(bytes[position]) { position += 1 }
        guard position > start else { throw fault("a value is missing") }
    }

    private mutating func string() throws(JSONFault) -> String {
        position += 1
        let start = position
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\""):
                position += 1
                return String(decoding: bytes[start..<position - 1], as: UTF8.self)
            case UInt8(ascii: "\\"): return try escaped(from: start)
            case ..<0x20: throw fault("a string has a control character in it")
            default: position += 1
            }
        }
        throw fault("a string is not closed")
    }

    /// The rest of a string in which there are escapes.
    private mutating func escaped(from start: Int) throws(JSONFault) -> String {
        var text = Array(bytes[start..<position])
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"):
                guard let scalar = JSONText.escape(in: bytes, at: &position) else {
                    throw fault("an escape is unknown")
                }
                text.append(contentsOf: scalar.utf8)
            case ..<0x20:
                position -= 1
                throw fault("a string has a control character in it")
            default: text.append(byte)
            }
        }
        throw fault("a string is not closed")
    }
}

extension [UInt8] {
    /// Lets a parser read the bytes where they lie.
    func withJSONParser(
        _ read: (inout JSONParser) throws(JSONFault) -> JSONValue
    ) throws(JSONFault) -> JSONValue {
        let result = withUnsafeBufferPointer { bytes -> Result<JSONValue, JSONFault> in
            var parser = JSONParser(bytes)
            do throws(JSONFault) {
                return .success(try read(&parser))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }
}
