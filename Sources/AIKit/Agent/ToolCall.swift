import JSON

/// One tool use on its way from the model's wish to its result.
///
/// Whatever happens, there is exactly one result, and nothing runs that was not checked, judged, confirmed
/// where needed, and written to the audit log before.
struct ToolCall {
    let use: ToolUse
    let asker: Asker
    let agent: Agent
    let emit: @Sendable (AgentEvent) -> Void
    /// Whether text from outside is part of what led here.
    let tainted: Bool
    private(set) var hasRun = false
    private var arguments: JSONValue
    private var tier: SafetyTier?
    /// What the call was last found to mean.
    private var judged: ToolAssessment?

    init(
        use: ToolUse, asker: Asker, agent: Agent, emit: @escaping @Sendable (AgentEvent) -> Void,
        tainted: Bool
    ) {
        self.use = use
        self.asker = asker
        self.agent = agent
        self.emit = emit
        self.tainted = tainted
        self.arguments = use.input
    }

    /// The result for the model.
    mutating func answer(_ repeats: inout RepeatGuard) async -> ToolResult {
        do throws(RefusalReason) {
            let tool = try lookUp()
            arguments = try checked(tool)
            let action = try await assessed(tool)
            show(.proposed)
            guard repeats.admits(action) else { throw .repeated }
            let confirmed = try await permitted(action, tool)
            try await recordIntent(action, confirmed: confirmed)
            if action.assessment.tier > .green { repeats.noteChange() }
            return await perform(action, tool)
        } catch {
            tier = tier ?? .black
            await recordRefusal(error)
            show(.refused(error))
            return ToolResult(id: use.id, content: "Not run: \(error)", isError: true)
        }
    }

    private mutating func lookUp() throws(RefusalReason) -> Tool {
        guard !Task.isCancelled else { throw .cancelled }
        guard let tool = agent.tools[use.name] else {
            tier = .black
            throw .unknownTool(use.name)
        }
        return tool
    }

    private func checked(_ tool: Tool) throws(RefusalReason) -> JSONValue {
        guard use.malformed == nil else {
            throw .invalid("The arguments were no complete JSON object. Send the call again.")
        }
        do throws(ArgumentError) {
            return try tool.definition.check(use.input)
        } catch {
            throw .invalid(error.description)
        }
    }

    /// What the call means now.
    private mutating func assessed(_ tool: Tool) async throws(RefusalReason) -> ProposedAction {
        let arguments = arguments
        do {
            let assessment = try await withDeadline(agent.limits.toolTime) {
                try await tool.assess(arguments)
            }
            tier = assessment.tier
            judged = assessment
            return ProposedAction(name: use.name, arguments: arguments, assessment: assessment, asker: asker)
        } catch {
            throw Task.isCancelled ? .cancelled : .invalid("\(error)")
        }
    }

    /// Asks the gate and, when it says so, the operator; returns whether the operator was asked.
    private mutating func permitted(_ action: ProposedAction, _ tool: Tool) async throws(RefusalReason)
        -> Bool
    {
        let gate = await agent.gate()
        switch gate.decide(action, tainted: tainted) {
        case .run: return false
        case .refuse(let reason): throw reason
        case .ask(let kind):
            let card = agent.desk.ask(gate.presented(action), kind)
            defer { agent.desk.withdraw(card.id) }
            show(.waiting(card))
            let answer = await agent.confirm(card)
            let now = try await assessed(tool)
            if let reason = agent.desk.redeem(card.id, answer, for: now) {
                throw Task.isCancelled ? .cancelled : reason
            }
            if case .refuse(let reason) = await agent.gate().decide(now, tainted: tainted) { throw reason }
            return true
        }
    }

    private func recordIntent(_ action: ProposedAction, confirmed: Bool) async throws(RefusalReason) {
        do {
            try await agent.audit(
                AuditEntry(callID: use.id, action: action, stage: .intent(confirmed: confirmed)))
        } catch {
            throw .unaudited("\(error)")
        }
        guard !Task.isCancelled else { throw .cancelled }
    }

    private mutating func perform(_ action: ProposedAction, _ tool: Tool) async -> ToolResult {
        hasRun = true
        show(.running)
        let arguments = arguments
        let began = ContinuousClock.now
        let outcome: ToolOutcome
        do {
            outcome = try await withDeadline(agent.limits.toolTime) { try await tool.run(arguments) }
        } catch {
            outcome = Self.brokenOff(error, isChange: action.assessment.tier > .green)
        }
        let took = ContinuousClock.now - began
        let isError = outcome.ending != .done
        let result = ToolResult(
            id: use.id,
            content: ResultFence.framed(outcome.text, tool: use.name, limit: agent.limits.resultLength),
            structured: ResultFence.visible(Self.structured(outcome)), isError: isError)
        await record(
            AuditEntry(
                callID: use.id, action: action,
                stage: .outcome(outcome.ending, text: String(outcome.text.prefix(500)), took: took))
        )
        show(.done(result, outcome.ending, took: took))
        return result
    }

    /// The facts for programs, which say as `ending` when it is unknown what came of the call.
    private static func structured(_ outcome: ToolOutcome) -> JSONValue {
        let isError = outcome.ending != .done
        let facts = outcome.structured ?? .object([isError ? "error" : "text": .string(outcome.text)])
        guard outcome.ending == .unknown, case .object(var members) = facts else { return facts }
        members["ending"] = .string(outcome.ending.rawValue)
        return .object(members)
    }

    /// The outcome of a tool that threw; a change that was stopped on its way may have taken effect.
    private static func brokenOff(_ error: any Error, isChange: Bool) -> ToolOutcome {
        let wasStopped = Task.isCancelled || error is DeadlineExceeded
        let words = Task.isCancelled ? "Interrupted." : "\(error)"
        guard wasStopped, isChange else { return .failure(words) }
        return ToolOutcome(text: words + " Whether it took effect is not known.", ending: .unknown)
    }

    private func recordRefusal(_ reason: RefusalReason) async {
        let unjudged = ToolAssessment(tier: tier ?? .black, summary: use.name, call: use.name)
        let sent = use.malformed.map { JSONValue.object(["malformed": .string($0)]) } ?? arguments
        let action = ProposedAction(
            name: use.name, arguments: sent, assessment: judged ?? unjudged, asker: asker)
        await record(AuditEntry(callID: use.id, action: action, stage: .refusal(reason)))
    }

    /// Writes what cannot be undone any more; a failure is told to the operator.
    private func record(_ entry: AuditEntry) async {
        do {
            try await agent.audit(entry)
        } catch {
            emit(.warning("The audit log could not be written: \(error)"))
        }
    }

    private func show(_ state: ToolCard.State) {
        emit(.tool(ToolCard(id: use.id, name: use.name, arguments: arguments, tier: tier, state: state)))
    }
}
