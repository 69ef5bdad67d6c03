import JSON
import Text

/// The schema of a foreign tool's parameters as a model is given it: what says something about values, and no more.
enum ForeignSchema {
    /// Levels below each other.
    private static let depth = 8
    /// Characters of one description, or of one value of a choice.
    private static let words = 200
    /// Parameters of one object, and values of one choice.
    private static let breadth = 64

    private static let plain: Set = [
        "type", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength", "maxLength",
        "minItems", "maxItems", "uniqueItems", "required",
    ]

    /// The schema of an object; throws for anything else, and for one that is too large.
    static func cleaned(_ schema: JSONValue) throws(ForeignToolFault) -> JSONValue {
        guard schema["type"] == "object" else { throw .schema }
        var members = try cleaned(schema, depth).object ?? [:]
        // Some models' servers take no choice of schemas at the top.
        for key in ["anyOf", "oneOf", "allOf", "$ref", "description"] { members[key] = nil }
        if members["properties"] == nil { members["properties"] = [:] }
        let result = JSONValue.object(members)
        guard result.bytes.count <= MCPBounds.schema else { throw .schema }
        return result
    }

    private static func cleaned(_ schema: JSONValue, _ left: Int) throws(ForeignToolFault) -> JSONValue {
        guard case .object(let members) = schema, left > 0 else { throw .schema }
        var clean: [String: JSONValue] = [:]
        for (key, value) in members {
            switch key {
            case "properties", "$defs": clean[key] = try named(value, left)
            case "items": clean[key] = try cleaned(value, left - 1)
            case "additionalProperties":
                clean[key] =
                    value.object == nil ? (value == false ? false : nil) : try cleaned(value, left - 1)
            case "anyOf", "oneOf", "allOf": clean[key] = .array(try listed(value, left))
            case "enum": clean[key] = .array(try choices(value))
            case "const", "default": clean[key] = try choices([value]).first
            case "description": clean[key] = .string(said(value))
            case "$ref":
                guard let place = value.string, place.hasPrefix("#/$defs/"), isName(place) else {
                    throw .schema
                }
                clean[key] = value
            case _ where plain.contains(key): clean[key] = try figure(value)
            default: break
            }
        }
        return .object(clean)
    }

    private static func named(_ value: JSONValue, _ left: Int) throws(ForeignToolFault) -> JSONValue {
        guard case .object(let members) = value, members.count <= breadth else { throw .schema }
        var clean: [String: JSONValue] = [:]
        for (name, schema) in members {
            guard isName(name) else { throw .schema }
            clean[name] = try cleaned(schema, left - 1)
        }
        return .object(clean)
    }

    private static func listed(_ value: JSONValue, _ left: Int) throws(ForeignToolFault) -> [JSONValue] {
        guard case .array(let elements) = value, elements.count <= breadth else { throw .schema }
        var clean: [JSONValue] = []
        for element in elements { clean.append(try cleaned(element, left - 1)) }
        return clean
    }

    /// Values that a call has to repeat, and so may not be changed: plain ones alone.
    private static func choices(_ value: JSONValue) throws(ForeignToolFault) -> [JSONValue] {
        guard case .array(let elements) = value, elements.count <= breadth else { throw .schema }
        for element in elements {
            switch element {
            case .string(let text): guard text.isEmpty || isName(text) else { throw .schema }
            case .null, .bool, .integer, .number: continue
            case .array(let inner) where inner.isEmpty: continue
            case .object(let inner) where inner.isEmpty: continue
            case .array, .object: throw .schema
            }
        }
        return elements
    }

    /// Numbers, truth values, and words such as names of types.
    private static func figure(_ value: JSONValue) throws(ForeignToolFault) -> JSONValue {
        switch value {
        case .null, .bool, .integer, .number: return value
        case .string(let text):
            guard isName(text) else { throw .schema }
            return value
        case .array: return .array(try choices(value))
        case .object: throw .schema
        }
    }

    private static func said(_ value: JSONValue) -> String {
        "(says the server) " + Untrusted((value.string ?? "").coveringSecrets).words(columns: words)
    }

    /// Whether a text is the same when it is made visible, and short.
    private static func isName(_ text: String) -> Bool {
        (1...words).contains(text.utf8.count) && Untrusted(text).line == text
    }
}
