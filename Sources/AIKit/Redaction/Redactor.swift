import JSON
import Synchronization

/// Keeps back from a model's server what is not to leave this network, and puts it into the answers again.
///
/// The same conversation is sent in the same words each time, so that what a server has cached still counts.
package final class Redactor: Sendable {
    private struct State {
        var table = PlaceholderTable()
        /// Texts that were sent already; as long as the scope is the same, they are not read again.
        var texts: [String: RedactedText] = [:]
        var scope = RedactionScope()
    }

    private let state = Mutex(State())

    package init() {}

    /// The request as it is sent, what is kept back of it, and what puts that into the answer.
    package func redacted(
        _ request: ProviderRequest, _ scope: RedactionScope
    ) -> (request: ProviderRequest, count: RedactionCount, restoring: RestoredAnswer) {
        state.withLock { state in
            if state.scope != scope {
                state.texts = [:]
                state.scope = scope
            }
            var work = RedactedConversation(scope, state.table, state.texts)
            var sent = request
            sent.conversation = work.redacted(request.conversation)
            (state.table, state.texts) = (work.table, work.texts)
            return (sent, work.count, RestoredAnswer(state.table, standing: work.placeholders))
        }
    }
}

/// What a model that is somebody else's is asked through.
package struct Redaction: Sendable {
    private let redactor: Redactor
    private let scope: @Sendable () async -> RedactionScope

    /// `scope` is asked for each request: what is private may become so at any time.
    package init(_ redactor: Redactor, _ scope: @escaping @Sendable () async -> RedactionScope) {
        self.redactor = redactor
        self.scope = scope
    }

    /// The request as it is sent.
    func redacted(
        _ request: ProviderRequest
    ) async -> (request: ProviderRequest, count: RedactionCount, restoring: RestoredAnswer) {
        redactor.redacted(request, await scope())
    }
}

/// One conversation on its way to a server.
private struct RedactedConversation {
    private let scope: RedactionScope
    private(set) var table: PlaceholderTable
    private(set) var texts: [String: RedactedText]
    private(set) var placeholders: Set<Placeholder> = []
    private var withheld = 0
    /// The calls that name what is withheld.
    private var calls: Set<String> = []

    init(_ scope: RedactionScope, _ table: PlaceholderTable, _ texts: [String: RedactedText]) {
        self.scope = scope
        self.table = table
        self.texts = texts
    }

    var count: RedactionCount {
        var count = RedactionCount(withheld: withheld)
        for placeholder in placeholders {
            switch placeholder.kind.redactionClass {
            case .addresses: count.addresses += 1
            case .names: count.names += 1
            case .paths: count.paths += 1
            case nil: break
            }
        }
        return count
    }

    mutating func redacted(_ conversation: Conversation) -> Conversation {
        let messages = conversation.messages.map { redacted($0) }
        let isChanged = !placeholders.isEmpty || withheld > 0
        let system = conversation.system + (isChanged ? Self.explanation : "")
        return Conversation(system: system, messages: messages)
    }

    private static let explanation = """


        Some words are replaced before they reach you, and put back in your answers and calls: ip-1-2 stands for an \
        address (those with the same first number are of one network), and so do mac-1, node-1, guest-1, host-1, path-1 \
        for other things. Write them exactly as they stand, and do not explain or guess them. What is marked private \
        stays with the operator: say that you cannot see it.
        """

    private mutating func redacted(_ message: Message) -> Message {
        var message = message
        message.content = message.content.map { redacted($0) }
        return message
    }

    private mutating func redacted(_ block: ContentBlock) -> ContentBlock {
        switch block {
        case .text(let text): return .text(redacted(text))
        case .circumstances(let text): return .circumstances(redacted(text))
        case .handed(let handed): return .handed(redacted(handed))
        // It goes back as it came: it has placeholders already.
        case .thinking, .opaque: return block
        case .toolUse(let use): return .toolUse(redacted(use))
        case .toolResult(let result): return .toolResult(redacted(result))
        }
    }

    /// The path of a file says nothing that its title does not.
    private mutating func redacted(_ handed: HandedText) -> HandedText {
        if handed.isWithheld(by: scope) {
            withheld += 1
            return HandedText(title: RedactionScope.nothing, content: RedactionScope.nothing)
        }
        return HandedText(
            title: redacted(handed.title), content: redacted(handed.content), origin: handed.origin)
    }

    private mutating func redacted(_ use: ToolUse) -> ToolUse {
        var use = use
        guard !scope.withholds(use.input) else {
            calls.insert(use.id)
            use.input = .object([:])
            return use
        }
        use.input = redacted(use.input)
        use.malformed = use.malformed.map { redacted($0) }
        return use
    }

    private mutating func redacted(_ result: ToolResult) -> ToolResult {
        var result = result
        if calls.contains(result.id) || result.tells(ofFilesIn: scope) {
            withheld += 1
            result.content = RedactionScope.nothing
        } else {
            result.content = redacted(result.content)
        }
        return result
    }

    private mutating func redacted(_ value: JSONValue) -> JSONValue {
        switch value {
        case .null, .bool, .integer, .number: value
        case .string(let text): .string(redacted(text))
        case .array(let elements): .array(elements.map { redacted($0) })
        case .object(let members):
            // In the order of the names, as whoever comes first has the first number.
            .object(
                Dictionary(
                    uniqueKeysWithValues: members.sorted { $0.key < $1.key }.map {
                        ($0.key, redacted($0.value))
                    }))
        }
    }

    private mutating func redacted(_ text: String) -> String {
        let known = texts[text] ?? RedactedText(text, scope, &table)
        texts[text] = known
        placeholders.formUnion(known.placeholders)
        withheld += known.withheld
        return known.text
    }
}
