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

/// The operator's last words and what was found out about them since.
struct OfflineExchange: Sendable {
    /// What became of a call.
    enum Finding: Sendable, Hashable {
        case facts(JSONValue)
        /// It ran and failed, or did not run; the sentence that says so.
        case failed(String)
        case refused(String)
    }

    let utterance: Utterance
    /// The guest the conversation was about before.
    let lastGuest: Int?
    /// Unix seconds.
    let now: Int
    private let tools: Set<String>
    private var findings: [OfflineCall: Finding] = [:]

    init(_ request: ProviderRequest, now: Int) {
        self.now = now
        tools = Set(request.tools.map(\.name.rawValue))
        let messages = request.conversation.messages
        let start = messages.lastIndex { $0.role == .user && !$0.text.isEmpty }
        let earlier = messages[..<(start ?? messages.startIndex)]
        lastGuest = OfflineExchange.guest(spokenOf: earlier)
        utterance = OfflineExchange.utterance(start.map { messages[$0].text } ?? "", after: earlier)
        for (use, result) in OfflineExchange.answered(messages[(start ?? messages.endIndex)...]) {
            guard let tool = ClusterTool(rawValue: use.name) else { continue }
            findings[OfflineCall(tool, use.input.object ?? [:])] = OfflineExchange.finding(result)
        }
    }

    /// Whether something is named, numbered, or pointed at with the conversation knowing what.
    var hasSubject: Bool {
        !utterance.names.isEmpty || !utterance.numbers.isEmpty
            || (utterance.mentions(.pronoun) && lastGuest != nil)
    }

    /// What became of a call; `nil` when it was not made yet.
    func finding(_ call: OfflineCall) -> Finding? { findings[call] }

    /// The facts a tool returned; throws the call as long as it was not made, and the regret when it failed.
    func facts(_ tool: ClusterTool, _ arguments: [String: JSONValue] = [:]) throws(OfflineStep) -> JSONValue {
        let call = OfflineCall(tool, arguments)
        switch findings[call] {
        case .facts(let value): return value
        case .failed(let reason): throw .say("I regret that \(tool.rawValue) failed: \(reason)")
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

    /// The guest the last answer named, if it named just one, else the one a tool was last called for.
    private static func guest(spokenOf earlier: ArraySlice<Message>) -> Int? {
        let answer = earlier.last { $0.role == .assistant && !$0.text.isEmpty }?.text ?? ""
        let named = Set(answer.split(separator: "(").dropFirst().compactMap { Int($0.prefix { $0 != ")" }) })
        if named.count == 1, let vmid = named.first { return vmid }
        return earlier.reversed().lazy.flatMap { $0.toolUses.reversed() }
            .compactMap { $0.input["vmid"]?.integer }.first
    }

    private static func finding(_ result: ToolResult) -> Finding {
        guard let structured = result.structured else {
            return .refused(result.content.replacingPrefix("Not run: ", with: ""))
        }
        guard result.isError else { return .facts(structured) }
        return .failed(structured["error"]?.string ?? structured["exitstatus"]?.string ?? structured.text)
    }

    private static func answered(_ messages: ArraySlice<Message>) -> [(ToolUse, ToolResult)] {
        let uses = messages.flatMap(\.toolUses)
        return messages.flatMap(\.toolResults).compactMap { result in
            uses.first { $0.id == result.id }.map { ($0, result) }
        }
    }

    /// The utterance; when it answers a question of the butler's, the earlier one with the subject it names.
    private static func utterance(_ text: String, after earlier: ArraySlice<Message>) -> Utterance {
        let current = Utterance(text)
        guard let question = earlier.last(where: { $0.role == .assistant })?.text,
            question.hasPrefix(Subjects.question),
            let asked = earlier.last(where: { $0.role == .user && !$0.text.isEmpty })?.text
        else { return current }
        var merged = Utterance(asked)
        let kinds: Set<Concept> = [.guest, .virtualMachine, .container, .pronoun, .node]
        guard current.order == nil, current.concepts.isSubset(of: kinds) else { return current }
        if current.names.isEmpty, current.numbers.isEmpty, !current.concepts.isEmpty {
            merged.concepts.formUnion(current.concepts)
        } else if current.names.isEmpty, current.numbers.isEmpty {
            let offered = Utterance(question).numbers
            guard ["yes", "indeed", "aye", "yep"].contains(current.words.first), offered.count == 1 else {
                return current
            }
            (merged.names, merged.numbers) = ([], offered)
        } else {
            (merged.names, merged.numbers) = (current.names, current.numbers)
        }
        return merged
    }
}

extension String {
    /// The text with a beginning replaced, if it has that beginning.
    fileprivate func replacingPrefix(_ prefix: String, with other: String) -> String {
        hasPrefix(prefix) ? other + dropFirst(prefix.count) : self
    }
}
