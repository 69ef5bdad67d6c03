import JSON

/// What stands behind the server: the same tools that the models of the chat have, and what can be read.
package protocol MCPHost: Sendable {
    /// Sorted by name.
    func tools() async throws -> [MCPTool]
    /// Calls one; `told` gets words on how far it is, such as that the operator is asked.
    ///
    /// A call that is refused or fails is an outcome; what is thrown is a fault of the way to it. Ends promptly when its
    /// task is cancelled.
    func call(
        _ name: String, _ arguments: JSONValue, told: @escaping @Sendable (String) -> Void
    ) async throws -> MCPOutcome
    var resources: [MCPResource] { get }
    /// Tells what changes, until its task is cancelled: first that it looks, then the address of each resource that is to be
    /// read again. Throws where nobody looks.
    func watch(_ told: @escaping @Sendable (MCPNews) -> Void) async throws
    /// The text of one of the resources.
    func read(_ resource: MCPResource) async throws -> String
}

/// What a host tells of its resources.
package enum MCPNews: Sendable, Hashable {
    /// From now on changes are told.
    case begun
    /// The resource of this address.
    case changed(String)
}

/// A tool as other programs are told of it.
package struct MCPTool: Sendable, Hashable {
    package var definition: ToolDefinition
    /// The tier that every call has at least; `nil` where none is said.
    package var tier: SafetyTier?
    /// A schema that its facts for programs keep; `nil` where it promises none.
    package var output: JSONValue?

    package init(_ definition: ToolDefinition, tier: SafetyTier?, output: JSONValue? = nil) {
        self.definition = definition
        self.tier = tier
        self.output = output
    }

    /// As `tools/list` has it.
    ///
    /// The hints say what the gate sees to anyway.
    package var members: JSONValue {
        let reads = tier == .green
        var members: [String: JSONValue] = [
            "name": .string(definition.name.rawValue),
            "title": .string(definition.name.rawValue.split(separator: "_").joined(separator: " ")),
            "description": .string(definition.description + (reads ? "" : Self.warning)),
            "inputSchema": definition.inputSchema,
            "annotations": [
                "readOnlyHint": .bool(reads), "destructiveHint": .bool(!reads),
                "idempotentHint": .bool(reads),
                "openWorldHint": false,
            ],
        ]
        members["outputSchema"] = output
        return .object(members)
    }

    private static let warning =
        "\n\nThe operator is asked on Jarvis' own screen before anything is done, and may decline; "
        + "accept that, and do not try another way."
}

/// What came of a call.
package struct MCPOutcome: Sendable, Hashable {
    /// For the model.
    package var text: String
    /// The same facts for programs, an object.
    package var structured: JSONValue?
    package var isError: Bool

    package init(text: String, structured: JSONValue? = nil, isError: Bool = false) {
        self.text = text
        self.structured = structured
        self.isError = isError
    }

    var members: [String: JSONValue] {
        var members: [String: JSONValue] = [
            "content": [["type": "text", "text": .string(text)]], "isError": .bool(isError),
        ]
        if structured?.object != nil { members["structuredContent"] = structured }
        return members
    }
}

/// Something that can be read without a call.
package struct MCPResource: Sendable, Hashable {
    package var uri: String
    package var name: String
    /// A sentence.
    package var description: String
    package var mimeType: String

    package init(uri: String, name: String, description: String, mimeType: String) {
        self.uri = uri
        self.name = name
        self.description = description
        self.mimeType = mimeType
    }

    var members: JSONValue {
        [
            "uri": .string(uri), "name": .string(name), "description": .string(description),
            "mimeType": .string(mimeType),
        ]
    }
}
