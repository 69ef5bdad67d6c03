import JSON

/// What the offline butler does next.
enum OfflineStep: Error, Sendable, Hashable {
    case call([OfflineCall])
    case say(String)
}

/// A call the offline butler wants to make.
struct OfflineCall: Sendable, Hashable {
    var tool: ClusterTool
    var arguments: [String: JSONValue]

    init(_ tool: ClusterTool, _ arguments: [String: JSONValue] = [:]) {
        self.tool = tool
        self.arguments = arguments
    }
}

/// The operator's last words, those before, and what was found out since.
struct OfflineExchange: Sendable {
    /// What became of a call.
    enum Finding: Sendable, Hashable {
        case facts(JSONValue)
        /// It ran and failed, or did not run; the sentence that says so.
        case failed(String)
        /// It may have taken effect or not.
        case uncertain(String)
        case refused(String)
    }

    let utterance: Utterance
    /// Unix seconds.
    let now: Int
    private let earlier: [Message]
    private let tools: Set<String>
    private var findings: [OfflineCall: Finding] = [:]

    init(_ request: ProviderRequest, now: Int) {
        self.now = now
        tools = Set(request.tools.map(\.name.rawValue))
        let messages = request.conversation.messages
        let start = messages.lastIndex { $0.role == .user && !$0.text.isEmpty }
        earlier = Array(messages[..<(start ?? messages.startIndex)])
        utterance = OfflineExchange.utterance(start.map { messages[$0].text } ?? "", after: earlier)
        for (use, result) in OfflineExchange.answered(messages[(start ?? messages.endIndex)...]) {
            guard let tool = ClusterTool(rawValue: use.name) else { continue }
            findings[OfflineCall(tool, use.input.object ?? [:])] = OfflineExchange.finding(result)
        }
    }

    /// Whether a pronoun points at something the conversation was about.
    var refersBack: Bool { utterance.mentions(.pronoun) && !earlier.isEmpty }

    /// What the conversation was about last: what the operator named, else the one guest the answer named.
    func spokenOf(in inventory: Inventory) -> [Subject] {
        for message in earlier.reversed() where !message.text.isEmpty {
            switch message.role {
            case .user:
                let found = Subjects(Utterance(message.text), in: inventory).found
                if !found.isEmpty { return found }
            case .assistant:
                let named = Set(
                    message.text.split(separator: "(").dropFirst().compactMap {
                        Int($0.prefix { $0 != ")" }, radix: 10)
                    }
                )
                if named.count == 1, let guest = inventory.guests.first(where: { named.contains($0.vmid) }) {
                    return [.guest(guest)]
                }
            }
        }
        return []
    }

    /// What became of a call; `nil` when it was not made yet.
    func finding(_ call: OfflineCall) -> Finding? { findings[call] }

    /// The facts a tool returned; throws the call as long as it was not made, and the regret when it failed.
    func facts(_ tool: ClusterTool, _ arguments: [String: JSONValue] = [:]) throws(OfflineStep) -> JSONValue {
        let call = OfflineCall(tool, arguments)
        switch findings[call] {
        case .facts(let value): return value
        case .failed(let reason), .uncertain(let reason):
            throw .say("I regret that \(tool.rawValue) failed: \(reason)")
        case .refused(let reason): throw .say("I was not able to look: \(reason)")
        case nil: throw demand([call])
        }
    }

    /// Asks for several calls at once, those of them that were not made yet.
    func require(_ calls: [OfflineCall]) throws(OfflineStep) {
        let missing = calls.filter { findings[$0] == nil }
        if !missing.isEmpty { throw demand(missing) }
    }

    private func demand(_ calls: [OfflineCall]) -> OfflineStep {
        for call in calls where !tools.contains(call.tool.rawValue) {
            return .say(
                "I should need the tool \(call.tool.rawValue) for that, and I have not been given it.")
        }
        return .call(calls)
    }

    private static func finding(_ result: ToolResult) -> Finding {
        guard let structured = result.structured else {
            return .refused(result.content.replacingPrefix("Not run: ", with: ""))
        }
        guard result.isError else { return .facts(structured) }
        if structured["ending"]?.string == ToolEnding.unknown.rawValue {
            return .uncertain(structured["error"]?.string ?? structured["text"]?.string ?? structured.text)
        }
        return .failed(structured["error"]?.string ?? structured["exitstatus"]?.string ?? structured.text)
    }

    private static func answered(_ messages: ArraySlice<Message>) -> [(ToolUse, ToolResult)] {
        let uses = messages.flatMap(\.toolUses)
        return messages.flatMap(\.toolResults).compactMap { result in
            uses.first { $0.id == result.id }.map { ($0, result) }
        }
    }
}

extension OfflineExchange {
    /// The utterance; when it only answers a question of the butler's, or asks the last one of another thing, the
    /// earlier one with what it names.
    private static func utterance(_ text: String, after earlier: [Message]) -> Utterance {
        let current = Utterance(text)
        let said = earlier.filter { $0.role == .user && !$0.text.isEmpty }.map { Utterance($0.text) }
        if let question = earlier.last(where: { $0.role == .assistant })?.text, let asked = said.last,
            question.hasPrefix(Subjects.question)
        {
            return reply(current, to: question, about: asked)
        }
        guard current.isElliptic, let asked = said.last(where: { !$0.isElliptic }), asked.order == nil else {
            return current
        }
        return asked.said(of: current)
    }

    private static func reply(_ reply: Utterance, to question: String, about asked: Utterance) -> Utterance {
        let kinds = Concept.kinds.union([.pronoun])
        if ["no", "nope", "neither", "none", "nothing"].contains(reply.words.first) {
            return Utterance("never mind")
        }
        guard reply.order == nil, reply.concepts.isSubset(of: kinds) else { return reply }
        if reply.namesSomething { return asked.said(of: reply) }
        if !reply.concepts.isEmpty { return asked.narrowed(to: reply.concepts) }
        let offered = Utterance(question.replacingPrefix(Subjects.question, with: ""))
        let isYes = ["yes", "indeed", "aye", "yep", "yeah"].contains(reply.words.first)
        return isYes && offered.terms.compactMap(\.vmid).count == 1 ? asked.said(of: offered.numbered) : reply
    }
}

extension String {
    /// The text with a beginning replaced, if it has that beginning.
    fileprivate func replacingPrefix(_ prefix: String, with other: String) -> String {
        hasPrefix(prefix) ? other + dropFirst(prefix.count) : self
    }
}
