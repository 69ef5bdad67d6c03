/// The loop between the model and the tools: one run answers one message of the operator.
package struct Agent: Sendable {
    package var provider: any Provider
    package var tools: ToolSet
    package var limits: AgentLimits
    /// The gate as it is now; asked for every call, and again after the operator confirmed.
    package var gate: @Sendable () async -> SafetyGate
    package var desk: ApprovalDesk
    /// Writes a line of the audit log.
    ///
    /// A call whose intent cannot be written does not run.
    package var audit: @Sendable (AuditEntry) async throws -> Void
    /// Puts a card before the operator and waits; returns `.nobody` when none can be asked.
    package var confirm: @Sendable (ConfirmationCard) async -> CardAnswer

    package init(
        provider: any Provider, tools: ToolSet, limits: AgentLimits = AgentLimits(),
        desk: ApprovalDesk = ApprovalDesk(),
        gate: @escaping @Sendable () async -> SafetyGate,
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
