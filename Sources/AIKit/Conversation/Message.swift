import JSON

/// One message of a conversation.
package struct Message: Sendable, Hashable {
    /// Who speaks.
    ///
    /// Tool results are the user's.
    package enum Role: String, Sendable {
        case user
        case assistant
    }

    /// Who wrote an assistant message.
    package struct Author: Sendable, Hashable {
        /// The provider's id.
        package var provider: String
        /// The model that was asked: its reasoning is of use to no other.
        package var model: ModelID

        package init(provider: String, model: ModelID) {
            self.provider = provider
            self.model = model
        }
    }

    package var role: Role
    package var content: [ContentBlock]
    /// `nil` for the user, and for an assistant message of unknown origin.
    package var author: Author?

    package init(role: Role, content: [ContentBlock], author: Author? = nil) {
        self.role = role
        self.content = content
        self.author = author
    }

    /// A message of the operator, with what was handed over beside it.
    package static func user(
        _ text: String, handed: [HandedText] = [], circumstances: String? = nil
    ) -> Message {
        Message(
            role: .user,
            content: [.text(text)] + handed.map(ContentBlock.handed)
                + (circumstances.map { [.circumstances($0)] } ?? []))
    }

    /// All text blocks, one after the other.
    package var text: String {
        content.map { block in
            if case .text(let text) = block { text } else { "" }
        }.joined()
    }

    /// What this program added to it.
    package var circumstances: [String] {
        content.compactMap { block in
            if case .circumstances(let text) = block { text } else { nil }
        }
    }

    /// What was handed over with it.
    package var handed: [HandedText] {
        content.compactMap { block in
            if case .handed(let text) = block { text } else { nil }
        }
    }

    /// The same without the model's reasoning, which is bound to the prompt it was thought under.
    package var withoutReasoning: Message {
        var message = self
        message.content.removeAll { if case .thinking = $0 { true } else { false } }
        return message
    }

    /// The tool uses in their order.
    package var toolUses: [ToolUse] {
        content.compactMap { block in
            if case .toolUse(let use) = block { use } else { nil }
        }
    }

    /// The tool results in their order.
    package var toolResults: [ToolResult] {
        content.compactMap { block in
            if case .toolResult(let result) = block { result } else { nil }
        }
    }
}

/// One piece of a message.
package enum ContentBlock: Sendable, Hashable {
    case text(String)
    /// What the operator handed over with a message.
    case handed(HandedText)
    /// What this program adds to a message of the operator, such as the time; no screen shows it.
    case circumstances(String)
    /// The model's reasoning. It goes back unchanged, or the server refuses the conversation.
    case thinking(Thinking)
    case toolUse(ToolUse)
    case toolResult(ToolResult)
    /// A block of a kind this program does not know, echoed to the provider it came from as it came.
    case opaque(JSONValue)
}

/// A block of reasoning as the server signed it.
package enum Thinking: Sendable, Hashable {
    /// Text, empty when the server shows none, and the signature that binds it to the conversation.
    case signed(text: String, signature: String)
    /// Reasoning the server hides; opaque data.
    case redacted(data: String)
}

/// A model's wish to call a tool.
package struct ToolUse: Sendable, Hashable {
    /// The server's id, which the result must carry.
    package var id: String
    package var name: String
    /// Always an object; empty when the model's text was no valid JSON.
    package var input: JSONValue
    /// The model's text when it was no JSON object.
    ///
    /// Such a call never runs; it is answered with an error.
    package var malformed: String?
    /// Further members of the block that must go back with it.
    package var extra: [String: JSONValue]

    package init(
        id: String, name: String, input: JSONValue, malformed: String? = nil,
        extra: [String: JSONValue] = [:]
    ) {
        self.id = id
        self.name = name
        self.input = input
        self.malformed = malformed
        self.extra = extra
    }

    /// Takes the arguments as the model wrote them.
    ///
    /// No text at all and `null` mean no arguments. Anything that is not one JSON object is kept apart in
    /// `malformed`, so that it can neither run nor poison later requests.
    package init(id: String, name: String, argumentsText: String, extra: [String: JSONValue] = [:]) {
        let isBlank = argumentsText.allSatisfy(\.isWhitespace)
        let parsed = isBlank ? JSONValue.object([:]) : ToolUse.object(in: argumentsText)
        self.init(
            id: id, name: name, input: parsed ?? .object([:]),
            malformed: parsed == nil ? String(argumentsText.prefix(2000)) : nil, extra: extra)
    }

    /// The object a text holds, also as `null` and as a text within the text; `nil` when it holds anything else, or no
    /// JSON at all, or a name twice: one reader would see another call than the next.
    private static func object(in text: String, isInner: Bool = false) -> JSONValue? {
        do {
            switch try JSONValue(unambiguous: text) {
            case .object(let members): return .object(members)
            case .null: return [:]
            case .string(let inner) where !isInner:
                return inner.allSatisfy(\.isWhitespace) ? [:] : object(in: inner, isInner: true)
            case .string, .bool, .integer, .number, .array: return nil
            }
        } catch {
            return nil
        }
    }
}

/// What came of a tool use.
package struct ToolResult: Sendable, Hashable {
    /// The id of the tool use.
    package var id: String
    /// What the model reads: sanitised, fenced as untrusted, limited in length.
    package var content: String
    /// The same facts for programs, sanitised, and never sent to a model server.
    ///
    /// `nil` exactly when no tool ran: then `content` is the program's own sentence.
    package var structured: JSONValue?
    package var isError: Bool

    package init(id: String, content: String, structured: JSONValue? = nil, isError: Bool = false) {
        self.id = id
        self.content = content
        self.structured = structured
        self.isError = isError
    }

    /// Whether it tells what stands in files of which nothing is sent.
    ///
    /// Of very many facts the memory keeps none: then the text is looked at.
    package func tells(ofFilesIn scope: RedactionScope) -> Bool {
        guard let structured else { return false }
        return structured == [:]
            ? scope.withholdsFile(quotedIn: content) : scope.withholdsFile(in: structured)
    }

    /// The content without the frame that tells a model that it is data.
    package var plainContent: String { ResultFence.opened(content) }
}
