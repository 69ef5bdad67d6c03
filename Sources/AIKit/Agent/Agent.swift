import Text

/// The loop between the model and the tools: one run answers one message of the operator.
package struct Agent: Sendable {
    package var provider: any Provider
    package var tools: ToolSet
    package var limits: AgentLimits
    /// The gate as it is now for an action; asked for every call, and again right before the deed.
    package var gate: @Sendable (ProposedAction) async -> SafetyGate
    package var desk: ApprovalDesk
    /// Writes a line of the audit log.
    ///
    /// A call whose intent cannot be written does not run.
    package var audit: @Sendable (AuditEntry) async throws -> Void
    /// Puts a card before the operator and waits; returns `.nobody` when none can be asked.
    package var confirm: @Sendable (ConfirmationCard) async -> CardAnswer
    /// Who pays for the answers.
    package var payment = Payment()
    /// How the operator and the model are told of an error that a tool throws.
    package var tell: @Sendable (any Error) -> String = { "\($0)" }
    /// How far a plan is, where nothing is changed without one.
    package var plan: PlanStage?
    /// Keeps back what is not to leave this network; `nil` for a provider that is in it.
    package var redaction: Redaction?
    /// The tools that the model is told of, by name; `nil` for all.
    ///
    /// A call of another one is judged and run as ever.
    package var offered: Set<String>?
    /// What the model is told of himself in the place of the conversation's prompt, for a small window.
    package var brief: String?
    /// How the butler speaks; the conversation's prompt says it to a model, and this to rules.
    package var style = ButlerStyle.work
    /// Keeps what left last; `nil` where nobody asks for it.
    package var last: LastRequest?

    package init(
        provider: any Provider, tools: ToolSet, limits: AgentLimits = AgentLimits(),
        desk: ApprovalDesk = ApprovalDesk(),
        gate: @escaping @Sendable (ProposedAction) async -> SafetyGate,
        audit: @escaping @Sendable (AuditEntry) async throws -> Void,
        confirm: @escaping @Sendable (ConfirmationCard) async -> CardAnswer
    ) {
        self.provider = provider
        self.tools = tools
        self.limits = limits
        self.gate = gate
        self.desk = desk
        self.audit = audit
        self.confirm = confirm
    }

    /// The gate of this moment, with what the plan has to say.
    func gateNow(for action: ProposedAction) async -> SafetyGate {
        var gate = await gate(action)
        gate.plan = plan
        return gate
    }

    /// Answers the operator's text, and what was handed over with it, and returns the conversation with everything appended.
    ///
    /// `circumstances` is what a model cannot know of itself, such as the time; a sentence of this program's own.
    /// Runs in the caller's task; cancelling that stops the model and the running tools, and the returned
    /// conversation is still one a server accepts. A refused exchange is not kept in it, because a server refuses
    /// every later turn that contains one.
    /// `window` bounds what the model is sent of the conversation, and keeps what is learnt of the model's window.
    package func run(
        _ text: String, handed: [HandedText] = [], circumstances: String? = nil,
        in conversation: Conversation, within window: inout SentWindow,
        emit: @escaping @Sendable (AgentEvent) -> Void
    ) async -> Conversation {
        var run = AgentRun(agent: self, conversation: conversation, window: window, emit: emit)
        let answered = await run.answer(text, handed: handed, circumstances: circumstances)
        window = run.window
        return answered
    }

    /// Goes on with the last question of a conversation, which another model could not answer.
    package func resume(
        _ conversation: Conversation, within window: inout SentWindow,
        emit: @escaping @Sendable (AgentEvent) -> Void
    ) async -> Conversation {
        var run = AgentRun(agent: self, conversation: conversation, window: window, emit: emit)
        let answered = await run.goOn()
        window = run.window
        return answered
    }

    /// The same, for one question alone.
    package func run(
        _ text: String, handed: [HandedText] = [], circumstances: String? = nil,
        in conversation: Conversation,
        emit: @escaping @Sendable (AgentEvent) -> Void
    ) async -> Conversation {
        var window = SentWindow(tokens: provider.capabilities.contextTokens)
        return await run(
            text, handed: handed, circumstances: circumstances, in: conversation, within: &window, emit: emit)
    }

    /// Does one thing somebody other than the model wants, by the same checks, gate, questions and audit.
    ///
    /// The events are the card's states and warnings. Cancelling the task stops it.
    package func carryOut(
        _ use: ToolUse, asker: Asker, emit: @escaping @Sendable (AgentEvent) -> Void
    ) async -> ToolResult {
        let call = ToolCall(
            use: use, asker: asker, agent: self, emit: emit, tainted: asker == .model || asker == .mcp)
        var rights = RunRights()
        return await CallSeries(agent: self).answer([call], &rights).results[0]
    }
}

extension Agent {
    /// What is asked of the model about a conversation, before its window bounds it.
    func request(about conversation: Conversation) -> ProviderRequest {
        var request = ProviderRequest(
            conversation: brief.map {
                Conversation(
                    system: $0, messages: conversation.messages, consolidation: conversation.consolidation)
            } ?? conversation,
            tools: definitions, maxTokens: limits.responseTokens)
        request.style = style
        return request
    }

    /// How many of its tools the model is not told of.
    var untoldTools: Int {
        offered.map { names in tools.definitions.count { !names.contains($0.name.rawValue) } } ?? 0
    }

    /// What a model is told that it may call.
    private var definitions: [ToolDefinition] {
        let own = tools.definitions
        let told = offered.map { names in own.filter { names.contains($0.name.rawValue) } } ?? own
        return told + (plan == .looking ? [PlanProposal.definition] : [])
    }
}

/// The bounds of one run.
package struct AgentLimits: Sendable, Hashable {
    /// Responses with tool calls before the run is stopped.
    package var iterations: Int
    /// Calls that one answer may ask for; what is beyond is left out of it.
    package var callsOfAnswer: Int
    /// Calls that one run may make.
    package var callsOfRun: Int
    /// The most bytes that the arguments of one call may have as JSON.
    package var argumentBytes: Int
    /// The longest a tool may take.
    package var toolTime: Duration
    /// The most characters of a tool's text that the model reads.
    package var resultLength: Int
    /// The most tokens of one response.
    package var responseTokens: Int
    /// After so many calls that make no sense a run is given up for a better model; `nil` where there is none.
    package var stumbles: Int?

    package init(
        iterations: Int = 10, toolTime: Duration = .seconds(60), resultLength: Int = 20_000,
        responseTokens: Int = 4096, callsOfAnswer: Int = 16, callsOfRun: Int = 40,
        argumentBytes: Int = 16 << 10
    ) {
        self.iterations = iterations
        self.callsOfAnswer = callsOfAnswer
        self.callsOfRun = callsOfRun
        self.argumentBytes = argumentBytes
        self.toolTime = toolTime
        self.resultLength = resultLength
        self.responseTokens = responseTokens
    }
}

/// What a model cannot know of itself and needs for "last night" and "here": the time, and which cluster is meant.
package enum Circumstances {
    /// A sentence in brackets for the end of the operator's message.
    package static func text(cluster: String, time: LocalTime = .machine) -> String {
        "[Jarvis adds: it is \(time.inFull).\(before)\(Untrusted(cluster).line)\(after)"
    }

    private static let before = " The cluster is "
    private static let after = ".]"

    /// The cluster that such a sentence names; `nil` for any other sentence.
    package static func cluster(in text: String) -> String? {
        // What stands before that sentence may hold anything.
        guard text.hasSuffix(after), let start = text.ranges(of: before).last?.upperBound else { return nil }
        return String(text[start...].dropLast(after.count))
    }
}
