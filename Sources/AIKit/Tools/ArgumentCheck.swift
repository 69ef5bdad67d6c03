import JSON

extension ToolDefinition {
    /// The arguments with their values in the schema's types, or why they cannot be used.
    ///
    /// Knows the part of JSON Schema that tool parameters use: `type`, `enum`, `minimum`, `maximum`,
    /// `required` and `additionalProperties: false`. A number or truth value written as text is taken as what
    /// it says, because models do that. Equal calls give equal arguments: `null` members are left out.
    package func check(_ arguments: JSONValue) throws(ArgumentError) -> JSONValue {
        guard case .object(let members) = arguments else { throw .notAnObject }
        let properties = inputSchema["properties"]?.object ?? [:]
        var checked: [String: JSONValue] = [:]
        for (name, value) in members.sorted(by: { $0.key < $1.key }) where value != .null {
            guard let schema = properties[name] else {
                if inputSchema["additionalProperties"] == .bool(false) {
                    throw .unknown(name: name, known: properties.keys.sorted())
                }
                checked[name] = value
                continue
            }
            guard let fitting = ToolDefinition.fit(value, to: schema) else {
                throw .unfit(name: name, value: value, schema: schema)
            }
            checked[name] = fitting
        }
        for case .string(let name) in inputSchema["required"]?.array ?? [] where checked[name] == nil {
            throw .missing(name: name)
        }
        return .object(checked)
    }

    /// The value in the type the schema asks for; `nil` when it is another thing altogether.
    private static func fit(_ value: JSONValue, to schema: JSONValue) -> JSONValue? {
        if let words = schema["enum"]?.array, !words.contains(value) { return nil }
        switch schema["type"]?.string {
        case "string": return text(value)
        case "integer": return value.integer.flatMap { within(schema, Double($0)) ? .integer($0) : nil }
        case "number": return value.double.flatMap { within(schema, $0) ? value : nil }
        case "boolean": return value.bool.map { .bool($0) }
        case "array": return value.array.map { .array($0) }
        case "object": return value.object.map { .object($0) }
        default: return value
        }
    }

    private static func text(_ value: JSONValue) -> JSONValue? {
        switch value {
        case .string: value
        case .integer(let number): .string(String(number))
        case .null, .bool, .number, .array, .object: nil
        }
    }

    private static func within(_ schema: JSONValue, _ number: Double) -> Bool {
        number >= schema["minimum"]?.double ?? -.infinity && number <= schema["maximum"]?.double ?? .infinity
    }
}

/// Why a call's arguments cannot be used, in a sentence that tells the model how to mend it.
package enum ArgumentError: Error, Sendable, Hashable, CustomStringConvertible {
    case notAnObject
    case unknown(name: String, known: [String])
    case unfit(name: String, value: JSONValue, schema: JSONValue)
    case missing(name: String)

    package var description: String {
        switch self {
        case .notAnObject: "The arguments must be one JSON object."
        case .unknown(let name, let known) where known.isEmpty:
            "There is no parameter \"\(name)\": this tool takes none."
        case .unknown(let name, let known):
            "There is no parameter \"\(name)\"; the parameters are \(known.joined(separator: ", "))."
        case .unfit(let name, let value, let schema):
            "The parameter \"\(name)\" does not fit: \(value.text.prefix(100)) is not \(schema.text)."
        case .missing(let name): "The parameter \"\(name)\" is missing."
        }
    }
}
