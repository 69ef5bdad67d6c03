import JSON
import Text

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
    /// Why it was not run.
    private(set) var refusal: RefusalReason?
    /// What the operator is asked; `nil` when nobody needs to be.
    private(set) var question: ConfirmationKind?
    /// The action as the operator is asked about it.
    private(set) var presented: ProposedAction?
    private var arguments: JSONValue
    /// What the tool takes, for a model whose arguments it cannot use.
    private var advice: String?
    private var tier: SafetyTier?
    /// What the call was last found to mean.
    private var judged: ToolAssessment?
    private var accepted: Accepted?

    /// A call that the gate does not refuse.
    private struct Accepted {
        var tool: Tool
        var action: ProposedAction
    }

    /// A call; one that comes with a `refusal` is not even judged.
    init(
        use: ToolUse, asker: Asker, agent: Agent, emit: @escaping @Sendable (AgentEvent) -> Void,
        tainted: Bool, refusal: RefusalReason? = nil
    ) {
        self.use = use
        self.asker = asker
        self.agent = agent
        self.emit = emit
        self.tainted = tainted
        self.refusal = refusal
        self.arguments = use.input
    }

    /// Its tool only looks.
    var isForReading: Bool { agent.tools.isForReading(use.name) }

    /// It was judged, and only looks, unasked.
    var reads: Bool {
        guard let accepted else { return false }
        return accepted.tool.least == .green && accepted.action.assessment.tier == .green && question == nil
    }

    /// Whether it shows that the model does not know what it does.
    func isStumble(with result: ToolResult?) -> Bool {
        switch refusal {
        case .unknownTool, .invalid, .repeated, .tooMany: true
        case nil: isForReading && !isForeign && result?.isError == true
        default: false
        }
    }

    /// Its tool is somebody else's.
    private var isForeign: Bool { agent.tools[use.name]?.isForeign == true }

    /// Whether both ask for the same verb, such as `stop_vm` and `stop_container`; what is foreign has a card for each call.
    func isLike(_ other: ToolCall) -> Bool {
        guard !isForeign, !other.isForeign else { return false }
        return use.name.prefix { $0 != "_" } == other.use.name.prefix { $0 != "_" }
    }

    /// Finds out what the call means and whether it may run; `false` when it may not.
    mutating func judge(_ rights: inout RunRights) async -> Bool {
        guard refusal == nil else { return false }
        do throws(RefusalReason) {
            let tool = try lookUp()
            arguments = try checked(tool, &rights)
            let action = try await assessed(tool)
            show(.proposed)
            guard rights.repeats.admits(action) else { throw .repeated }
            let gate = await agent.gateNow(for: action)
            tier = gate.tier(of: action)
            switch gate.decide(action, tainted: tainted) {
            case .run: question = nil
            case .refuse(let reason): throw reason
            case .ask(let kind): question = kind
            }
            presented = gate.presented(action)
            accepted = Accepted(tool: tool, action: action)
            return true
        } catch {
            refusal = error
            return false
        }
    }

    /// Lets the call be judged again, as if it had not been.
    mutating func forget(_ rights: inout RunRights) {
        if let accepted { rights.repeats.forget(accepted.action) }
        (accepted, presented, question) = (nil, nil, nil)
    }

    /// The result of a call that does not run.
    mutating func refused(_ reason: RefusalReason? = nil) async -> ToolResult {
        let reason = reason ?? refusal ?? .cancelled
        refusal = reason
        tier = tier ?? .black
        await recordRefusal(reason)
        show(.refused(reason))
        let help = advice.map { "\n\($0) Make the call again with these." } ?? ""
        return ToolResult(id: use.id, content: "Not run: \(reason)\(help)", isError: true)
    }

    /// The result of a call that was never come to.
    var unanswered: ToolResult {
        ToolResult(id: use.id, content: "Not run: \(RefusalReason.cancelled)", isError: true)
    }

    /// Does it, after an answer to a card where one was needed; the result for the model.
    mutating func carryOut(
        _ rights: inout RunRights, by answer: CardAnswer? = nil, to card: ConfirmationCard? = nil,
        step: Int = 0
    ) async -> ToolResult {
        guard let accepted else { return await refused() }
        do throws(RefusalReason) {
            if let answer, let card { try await redeem(answer, card, step, accepted.tool) }
            try await passGate(accepted.action, card?.kind)
            try await recordIntent(accepted.action, confirmed: card != nil)
            // Writing took its time.
            try await passGate(accepted.action, card?.kind)
            guard !Task.isCancelled else { throw .cancelled }
            if accepted.action.assessment.tier > .green { rights.repeats.noteChange() }
            return await perform(accepted.action, accepted.tool)
        } catch {
            return await refused(error)
        }
    }

    /// Uses up the approval, for what the call means now.
    private mutating func redeem(
        _ answer: CardAnswer, _ card: ConfirmationCard, _ step: Int, _ tool: Tool
    ) async throws(RefusalReason) {
        let now = answer.isYes ? try await assessed(tool) : card.steps[step]
        if let reason = agent.desk.redeem(card.id, answer, for: now, step: step) {
            throw Task.isCancelled ? .cancelled : reason
        }
    }

    /// Asks the gate as it is now once more; `given` is the kind of the card that got a yes.
    private func passGate(_ action: ProposedAction, _ given: ConfirmationKind?) async throws(RefusalReason) {
        guard action.assessment.tier > .green else { return }
        let gate = await agent.gateNow(for: action)
        if let reason = gate.objection(to: action, tainted: tainted, given: given) { throw reason }
    }

    private mutating func lookUp() throws(RefusalReason) -> Tool {
        guard !Task.isCancelled else { throw .cancelled }
        guard let tool = agent.tools[use.name] else {
            tier = .black
            throw .unknownTool(use.name)
        }
        return tool
    }

    /// The arguments as the tool takes them; a model that sends others is told once in a run what it takes.
    private mutating func checked(
        _ tool: Tool, _ rights: inout RunRights
    ) throws(RefusalReason) -> JSONValue {
        do throws(RefusalReason) {
            return try fitting(tool)
        } catch {
            if asker == .model, rights.takeMending() { advice = tool.definition.argumentList }
            throw error
        }
    }

    private func fitting(_ tool: Tool) throws(RefusalReason) -> JSONValue {
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

    private func recordIntent(_ action: ProposedAction, confirmed: Bool) async throws(RefusalReason) {
        do {
            try await agent.audit(
                AuditEntry(callID: use.id, action: action, stage: .intent(confirmed: confirmed)))
        } catch {
            throw .unaudited("\(error)")
        }
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
            outcome = brokenOff(error, isChange: action.assessment.tier > .green)
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
        let line = outcome.line ?? (isError ? outcome.text : nil)
        show(.done(result, outcome.ending, line: line.map(ResultFence.visible(_:)), took: took))
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
    private func brokenOff(_ error: any Error, isChange: Bool) -> ToolOutcome {
        let wasStopped = Task.isCancelled || error is DeadlineExceeded
        guard wasStopped, isChange else {
            return .failure(Task.isCancelled ? "Interrupted." : agent.tell(error))
        }
        let words = Task.isCancelled ? "Interrupted." : "\(error)"
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

    func show(_ state: ToolCard.State) {
        emit(.tool(ToolCard(id: use.id, name: use.name, arguments: arguments, tier: tier, state: state)))
    }
}
