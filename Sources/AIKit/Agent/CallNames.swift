import JSON
import Text

/// Gives every call of a conversation an id of its own, told by its answer and its place in it.
///
/// Servers repeat ids within an answer and in the next one; two calls under one id could hide each other on the
/// screen and in the audit log.
struct CallNames {
    private var used: Set<String>
    /// What was announced in this answer and not yet completed: the server's id and ours.
    private var announced: [(given: String, own: String)] = []

    /// The longest id that is kept as the server gave it, in bytes; Anthropic takes no longer one back.
    private static let longest = 64

    /// `conversation` holds the calls whose ids are taken.
    init(_ conversation: Conversation) {
        used = Set(conversation.messages.flatMap { $0.toolUses.map(\.id) })
    }

    /// A new answer begins; what the last one announced and never completed is forgotten.
    mutating func beginAnswer() {
        announced = []
    }

    /// The id of a call that begins.
    mutating func announce(_ given: String) -> String {
        let own = make(given)
        announced.append((given, own))
        return own
    }

    /// The message with the calls' own ids.
    mutating func named(_ message: Message) -> Message {
        var message = message
        message.content = message.content.map { block in
            guard case .toolUse(var use) = block else { return block }
            use.id = claim(use.id)
            return .toolUse(use)
        }
        return message
    }

    private mutating func claim(_ given: String) -> String {
        guard let index = announced.firstIndex(where: { $0.given == given }) else { return make(given) }
        return announced.remove(at: index).own
    }

    private mutating func make(_ given: String) -> String {
        let isFit = !given.isEmpty && given.utf8.count <= Self.longest
        let root = isFit ? given : "call"
        var own = root
        var number = 1
        while !used.insert(own).inserted {
            number += 1
            own = "\(root)_\(number)"
        }
        return own
    }
}

/// A tool call that a model wrote as words; nobody carries it out, and the model is asked once to make it.
///
/// Models whose template the server does not know write their calls into the answer.
enum SpokenCall {
    /// What the templates of Qwen and Hermes, Llama, Mistral, DeepSeek, GLM, Gemma and Anthropic put around a call.
    private static let marks = [
        "<tool_call", "<function_call", "<function=", "<|python_tag|>", "<|tool_call", "[TOOL_CALLS]",
        "<｜tool▁call", "<invoke name=", "```tool_code", "```tool_call", "<tools>",
    ]

    /// Where in an answer a call stands.
    enum Place {
        /// There is nothing else.
        case alone
        case amongWords
    }

    /// Looks for one; `nil` when there is none.
    static func place(in text: String, tools: ToolSet) -> Place? {
        let trimmed = text.drop(while: \.isWhitespace)
        if marks.contains(where: { trimmed.hasPrefix($0) }) || isCall(trimmed, tools) { return .alone }
        return marks.contains { text.contains($0) } ? .amongWords : nil
    }

    /// What is said when a model is asked to make such a call.
    static let notice =
        "The model wrote a call as text and is asked once to make it. Where that happens often, its server lacks a "
        + "template or a tool parser (llama-server: --jinja)."

    /// So many bytes of what it wrote are shown to the model again.
    private static let longest = 2_000

    /// What the model wrote, and a word on how to call: with what the tool takes, where the text names one.
    static func correction(of text: String, tools: ToolSet) -> [Message] {
        let named = tools.definitions.filter { text.contains($0.name.rawValue) }
            .max { $0.name.rawValue.utf8.count < $1.name.rawValue.utf8.count }
        let list = named.map { " \($0.argumentList)" } ?? ""
        let words =
            "That was a tool call written as text: nothing was done, and nobody has read it.\(list) Make the call again, as a "
            + "tool call of this interface and not as text, or answer in words."
        return [
            Message(role: .assistant, content: [.text(String(text.prefix(bytes: longest)))]), .user(words),
        ]
    }

    /// Whether the text is one JSON object that names a tool and its arguments, in a code block or not.
    private static func isCall(_ text: Substring, _ tools: ToolSet) -> Bool {
        var body = text
        if body.hasPrefix("```") { body = body.drop { !$0.isNewline } }
        guard let start = body.firstIndex(where: { !$0.isWhitespace }), body[start] == "{",
            let end = body.lastIndex(of: "}"), let call = try? JSONValue(parsing: String(body[start...end])),
            let name = call["name"]?.string ?? call["function"]?.string
        else { return false }
        return tools[name] != nil && (call["arguments"] ?? call["parameters"])?.object != nil
    }
}
