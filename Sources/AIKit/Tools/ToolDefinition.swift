import JSON

/// What a model is told about a tool.
package struct ToolDefinition: Sendable, Hashable {
    package let name: ToolName
    /// Markdown: what the tool tells or does, when to use it, what its result means.
    package let description: String
    /// A JSON Schema of type `object`.
    package let inputSchema: JSONValue

    /// Takes a schema as somebody told it.
    package init(name: ToolName, description: String, inputSchema: JSONValue) {
        self.name = name
        self.description = description
        self.inputSchema = inputSchema
    }

    /// Composes the schema of a tool whose parameters are plain values.
    package init(name: ToolName, description: String, parameters: [ToolParameter] = []) {
        self.name = name
        self.description = description
        self.inputSchema = .object([
            "type": "object",
            "properties": .object(
                Dictionary(parameters.map { ($0.name, $0.schema) }) { _, last in last }),
            "required": .array(parameters.filter(\.isRequired).map { .string($0.name) }),
            "additionalProperties": false,
        ])
    }
}

/// One parameter of a tool.
package struct ToolParameter: Sendable, Hashable {
    /// The kind of value a parameter takes.
    package enum Kind: Sendable, Hashable {
        case text
        /// A whole number within the bounds.
        case integer(ClosedRange<Int>)
        case flag
        /// One of these words.
        case choice([String])
    }

    package var name: String
    package var kind: Kind
    /// One sentence for the model, with the unit.
    package var description: String
    package var isRequired: Bool

    package init(_ name: String, _ kind: Kind, _ description: String, isRequired: Bool = false) {
        self.name = name
        self.kind = kind
        self.description = description
        self.isRequired = isRequired
    }

    var schema: JSONValue {
        var members: [String: JSONValue] = ["description": .string(description)]
        switch kind {
        case .text: members["type"] = "string"
        case .flag: members["type"] = "boolean"
        case .integer(let bounds):
            members["type"] = "integer"
            members["minimum"] = .integer(bounds.lowerBound)
            members["maximum"] = .integer(bounds.upperBound)
        case .choice(let words):
            members["type"] = "string"
            members["enum"] = .array(words.map { .string($0) })
        }
        return .object(members)
    }
}

/// A tool's name as every model server accepts it: 1 to 64 letters, digits, `_` and `-`.
package struct ToolName: Sendable, Hashable, CustomStringConvertible, ExpressibleByStringLiteral {
    package let rawValue: String

    /// `nil` for a name a server would reject.
    package init?(_ text: String) {
        guard (1...64).contains(text.utf8.count), text.utf8.allSatisfy(ToolName.allows) else { return nil }
        self.rawValue = text
    }

    /// For names in the source; a wrong one is a mistake of the programmer and stops the program.
    package init(stringLiteral value: StaticString) {
        let text = value.withUTF8Buffer { String(decoding: $0, as: UTF8.self) }
        precondition(ToolName(text) != nil, "no valid tool name: \(text)")
        self.rawValue = text
    }

    package var description: String { rawValue }

    /// Whether a name may hold it.
    static func allows(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}

/// The tools at hand, found by name.
///
/// A name that is not among them is BLACK.
package struct ToolSet: Sendable {
    private var tools: [String: Tool]

    /// Two tools of one name are a mistake of the programmer and stop the program.
    package init(_ tools: [Tool]) {
        self.tools = Dictionary(uniqueKeysWithValues: tools.map { ($0.definition.name.rawValue, $0) })
    }

    package subscript(name: String) -> Tool? { tools[name] }

    /// Whether there is a tool among them that is somebody else's: its description is text from outside.
    package var holdsForeign: Bool { tools.values.contains(where: \.isForeign) }

    /// Those and others; of two with one name the one that was there stays.
    package func adding(_ others: [Tool]) -> ToolSet {
        var set = self
        for tool in others {
            set.tools[tool.definition.name.rawValue] = set[tool.definition.name.rawValue] ?? tool
        }
        return set
    }

    /// Those with others in the place of the ones of their names.
    package func replacing(_ others: [Tool]) -> ToolSet {
        var set = self
        for tool in others { set.tools[tool.definition.name.rawValue] = tool }
        return set
    }

    /// Whether a tool of that name only looks.
    package func isForReading(_ name: String) -> Bool { tools[name]?.least == .green }

    /// Sorted by name.
    package var all: [Tool] {
        tools.values.sorted { $0.definition.name.rawValue < $1.definition.name.rawValue }
    }

    /// Those of all, sorted by name.
    package var definitions: [ToolDefinition] { all.map(\.definition) }
}
