import FoundationEssentials

/// One JSON value of unknown shape: a tool's arguments, a task's odd result.
///
/// Numbers keep the difference between whole and fractional, because VMIDs and byte counts must not
/// become floating point.
package enum JSONValue: Sendable, Hashable {
    case null
    case bool(Bool)
    case integer(Int)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])
}

extension JSONValue {
    /// The member of an object, `nil` for a missing key or anything that is not an object.
    package subscript(key: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members[key]
    }

    /// The text of a string value.
    package var string: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    /// The elements of an array value.
    package var array: [JSONValue]? {
        guard case .array(let elements) = self else { return nil }
        return elements
    }

    /// The members of an object value.
    package var object: [String: JSONValue]? {
        guard case .object(let members) = self else { return nil }
        return members
    }

    /// A whole number, also when it was written as `1.0` or as the string `"1"`.
    package var integer: Int? {
        switch self {
        case .integer(let value): value
        case .number(let value): Int(exactly: value)
        case .string(let text): Int(text, radix: 10)
        case .null, .bool, .array, .object: nil
        }
    }

    /// A number, also when it was written as a string.
    package var double: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        case .string(let text): Double(text)
        case .null, .bool, .array, .object: nil
        }
    }

    /// A truth value, also when it was written as 0, 1, "", "0", "1", "on", "yes" or "true".
    package var bool: Bool? {
        switch self {
        case .bool(let value): value
        case .integer(let value): value != 0
        case .string(let text): Bool(lenient: text)
        case .null, .number, .array, .object: nil
        }
    }
}

extension JSONValue {
    /// The value with every text and every name in it made another; of two members of one name the first counts.
    package func mappingTexts(_ change: (String) -> String) -> JSONValue {
        switch self {
        case .null, .bool, .integer, .number: self
        case .string(let text): .string(change(text))
        case .array(let elements): .array(elements.map { $0.mappingTexts(change) })
        case .object(let members):
            .object(
                Dictionary(members.map { (change($0.key), $0.value.mappingTexts(change)) }) { first, _ in
                    first
                })
        }
    }
}

extension Bool {
    /// Reads the spellings Perl and people use; `nil` for anything else.
    package init?(lenient text: String) {
        switch text.lowercased() {
        case "1", "on", "yes", "true": self = true
        case "", "0", "off", "no", "false": self = false
        default: return nil
        }
    }
}

extension JSONValue: Encodable {
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .bool(let value): try container.encode(value)
        case .integer(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .string(let value): try container.encode(value)
        case .array(let value): try container.encode(value)
        case .object(let value): try container.encode(value)
        }
    }
}

extension JSONValue {
    /// Reads a whole document of UTF-8 bytes.
    package init(bytes: some Sequence<UInt8>) throws(JSONFault) {
        self = try Array(bytes).withJSONParser { parser throws(JSONFault) in try parser.document() }
    }

    /// Reads a whole document.
    package init(parsing text: String) throws(JSONFault) {
        try self.init(bytes: text.utf8)
    }

    /// Reads a whole document, in which no object has two members of one name.
    package init(unambiguous text: String) throws(JSONFault) {
        self = try Array(text.utf8).withJSONParser { parser throws(JSONFault) in
            parser.refusesTwins = true
            return try parser.document()
        }
    }

    /// The document as UTF-8 with sorted keys and no spaces: equal values give equal bytes.
    package var bytes: [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
        // Every case above is encodable once non-finite numbers are; an empty answer cannot arise.
        return (try? encoder.encode(self)).map { [UInt8]($0) } ?? Array("null".utf8)
    }

    /// The same document as text.
    package var text: String {
        String(decoding: bytes, as: UTF8.self)
    }
}

// Not by `nil`: an optional value that should be absent would silently become a null that is there.
extension JSONValue: ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByStringLiteral, ExpressibleByArrayLiteral,
    ExpressibleByDictionaryLiteral
{
    package init(booleanLiteral value: Bool) {
        self = .bool(value)
    }

    package init(integerLiteral value: Int) {
        self = .integer(value)
    }

    package init(floatLiteral value: Double) {
        self = .number(value)
    }

    package init(stringLiteral value: String) {
        self = .string(value)
    }

    package init(arrayLiteral elements: JSONValue...) {
        self = .array(elements)
    }

    package init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(Dictionary(elements) { _, last in last })
    }
}
