/// One run of the agent: the operator's message, the responses and tool calls until the answer.
struct AgentRun {
    let agent: Agent
    let emit: @Sendable (AgentEvent) -> Void
    private let before: Conversation
    private let began = ContinuousClock.now
    private(set) var conversation: Conversation
    var summary = RunSummary()
    private var rights = RunRights()
    /// Calls so far that made no sense.
    private var stumbles = 0
    private var names: CallNames
    /// What is sent behind the conversation with the next request, and kept nowhere.
    private var correction: [Message] = []
    /// Bounds what is sent of the conversation.
    private(set) var window: SentWindow

    init(
        agent: Agent, conversation: Conversation, window: SentWindow,
        emit: @escaping @Sendable (AgentEvent) -> Void
    ) {
        self.agent = agent
        self.window = window
        self.before = conversation
        self.conversation = conversation
        self.emit = emit
        self.names = CallNames(conversation)
    }

    /// Runs to the end and returns the conversation as it then is.
    mutating func answer(
        _ text: String, handed: [HandedText], circumstances: String?
    ) async -> Conversation {
        append(.user(text, handed: handed, circumstances: circumstances))
        return await goOn()
    }

    /// The same, with a question that is there already.
    mutating func goOn() async -> Conversation {
        do throws(RunFailure) {
            try await converse()
            summary.took = .now - began
            emit(.finished(summary))
        } catch {
            withdrawUnanswered(error)
            summary.took = .now - began
            emit(.failed(error, summary))
        }
        return conversation
    }

    private mutating func converse() async throws(RunFailure) {
        var emptyAnswers = 0
        for _ in 0..<agent.limits.iterations {
            let turn = try await respond()
            let uses = turn.message.toolUses
            switch turn.stopReason {
            case .toolUse where !uses.isEmpty:
                await callTools(rights.admit(turn.message, agent.limits))
                if Task.isCancelled { throw .cancelled }
                if let limit = agent.limits.stumbles, stumbles >= limit { throw .outOfDepth }
            case .paused:
                append(turn.message)
            case .refusal(let category):
                throw .provider(.refused(category: category))
            case .maxTokens, .contextFull:
                append(AgentRun.withoutCalls(turn.message))
                throw .truncated
            case .endTurn, .toolUse, .stopSequence, .other:
                let message = AgentRun.withoutCalls(turn.message)
                if mends(turn) { continue }
                try tellUndone(turn)
                append(message)
                if !message.content.isEmpty { return }
                emptyAnswers += 1
                if emptyAnswers > 1 { throw .empty }
            }
        }
        throw .tooManyIterations(agent.limits.iterations)
    }

    /// One response of the provider, whole or not at all.
    ///
    /// A conversation that is refused as too long is sent once more, with less of it.
    private mutating func respond() async throws(RunFailure) -> Turn {
        await window.ask(agent.provider, about: conversation)
        defer { correction = [] }
        var request = fitted()
        var isSecond = false
        summary.responses += 1
        while true {
            var shown = ""
            do {
                return try await hear(request, &shown)
            } catch {
                guard !isSecond, let smaller = smaller(than: request, after: error) else {
                    throw interrupted(by: error, shown: shown, request)
                }
                request = smaller
                isSecond = true
            }
        }
    }

    /// What the model is asked, within its window; tells the operator when something is left out.
    private mutating func fitted() -> ProviderRequest {
        var request = window.fit(agent.request(about: conversation))
        for message in correction { request.conversation.append(message) }
        if let words = window.tell() { emit(.warning(words)) }
        return request
    }

    /// The request with less, after a refusal as too long; `nil` when less of it would be the same.
    private mutating func smaller(than request: ProviderRequest, after error: any Error) -> ProviderRequest? {
        guard case .contextOverflow(let prompt, let limit)? = error as? ProviderError, !Task.isCancelled
        else { return nil }
        window.refused(request, prompt: prompt, limit: limit)
        let smaller = fitted()
        if smaller.conversation != request.conversation { return smaller }
        // Some servers count the answer's tokens beforehand.
        let isPromptTooLong = if let prompt, let limit { prompt >= limit } else { true }
        return isPromptTooLong || smaller.maxTokens >= request.maxTokens ? nil : smaller
    }

    /// The provider's answer to the request; `shown` is what the operator has seen of it.
    private mutating func hear(_ request: ProviderRequest, _ shown: inout String) async throws -> Turn {
        let provider = agent.provider
        var assembly = TurnAssembly(author: Message.Author(provider: provider.id, model: provider.model))
        var meter = AnswerMeter(provider, agent.payment.prices)
        var (sent, restoring) = await outgoing(request)
        try await meter.reserve(sent, by: agent.payment)
        note(sent, restoring)
        var announced = 0
        names.beginAnswer()
        do {
            for try await whole in provider.respond(to: sent) {
                meter.note(whole)
                for event in restoring.restored(whole) {
                    assembly.append(event)
                    if case .textDelta(let text) = event { shown += text }
                    if case .reconsidered = event { shown = "" }
                    if case .toolUseStarted = event {
                        announced += 1
                        if announced > agent.limits.callsOfAnswer { continue }
                    }
                    forward(event)
                }
            }
            guard !Task.isCancelled else { throw ProviderError.cancelled }
            guard var turn = assembly.turn else { throw ProviderError.cutOff(detail: "no end was sent") }
            turn.message = names.named(turn.message)
            settle(meter.bill(turn.usage, of: turn.model, isWasted: false))
            if let prompt = turn.usage.prompt, let tokens = window.tokens, tokens > 0 {
                summary.windowShare = Double(prompt) / Double(tokens)
            }
            window.learn(prompt: turn.usage.prompt, of: request)
            agent.last?.note(counted: turn.usage.prompt)
            emit(.response(turn))
            return turn
        } catch {
            for case .textDelta(let text) in restoring.rest() {
                shown += text
                emit(.textDelta(text))
            }
            settle(meter.bill(assembly.usage, of: assembly.model, isWasted: true))
            throw error
        }
    }

    /// The request as it leaves this network, and what puts into its answer what was kept back.
    private mutating func outgoing(
        _ request: ProviderRequest
    ) async -> (ProviderRequest, RestoredAnswer) {
        guard let redaction = agent.redaction else { return (request, RestoredAnswer()) }
        let (sent, count, restoring) = await redaction.redacted(request)
        summary.kept = count
        return (sent, restoring)
    }

    /// Keeps what leaves now, for the operator who asks what was told.
    private func note(_ sent: ProviderRequest, _ restoring: RestoredAnswer) {
        guard let last = agent.last else { return }
        var omission = window.omission(of: conversation)
        omission.tools = agent.untoldTools
        last.note(
            SentRequest(
                sent, to: agent.provider, isTrusted: agent.redaction == nil, window: window.tokens,
                estimate: window.estimate(sent),
                omission: omission, count: summary.kept, kept: restoring.kept))
    }

    private mutating func settle(_ bill: AnswerBill) {
        summary.add(bill)
        if !bill.isEmpty || bill.reservation != nil { emit(.billed(bill)) }
    }

    /// The failure a thrown error means; what the operator saw of a cancelled answer is kept as its text.
    private mutating func interrupted(
        by error: any Error, shown: String, _ request: ProviderRequest
    ) -> RunFailure {
        if Task.isCancelled || error is CancellationError || error as? ProviderError == .cancelled {
            if !shown.isEmpty {
                append(Message(role: .assistant, content: [.text(shown + " […]")]))
            }
            return .cancelled
        }
        if let failure = error as? RunFailure { return failure }
        // Nothing is gained by a new conversation when no more than the last question was sent.
        if case .contextOverflow(let prompt, let limit)? = error as? ProviderError,
            request.conversation.messages.count(where: \.isQuestion) <= 1
        {
            var whole = request
            whole.maxTokens = agent.limits.responseTokens
            return .windowTooSmall(limit: limit, wanted: whole.wantedWindow(prompt: prompt))
        }
        return .provider(error as? ProviderError ?? .server(status: nil, detail: "\(error)"))
    }

    /// Has a call that was written as text made again, once in a run; `false` where there is none, or one too many.
    ///
    /// What the model wrote is no answer: it is shown as a thought, and neither it nor the correction is kept.
    private mutating func mends(_ turn: Turn) -> Bool {
        guard turn.message.toolUses.isEmpty, conversation.messages.last?.role == .user,
            SpokenCall.place(in: turn.message.text, tools: agent.tools) == .alone, rights.takeMending()
        else { return false }
        correction = SpokenCall.correction(of: turn.message.text, tools: agent.tools)
        emit(.reconsidered)
        emit(.warning(SpokenCall.notice))
        return true
    }

    /// Says of calls that an answer contains, and that are not carried out, that they are not.
    private func tellUndone(_ turn: Turn) throws(RunFailure) {
        if !turn.message.toolUses.isEmpty {
            emit(
                .warning(
                    "The calls in this answer were not carried out: the model did not end it with the wish for them."
                ))
        }
        switch SpokenCall.place(in: turn.message.text, tools: agent.tools) {
        case nil: break
        case .alone?: throw .spokenCall
        case .amongWords?: emit(.warning(RunFailure.spokenCall.description))
        }
    }

    private mutating func forward(_ event: ProviderEvent) {
        switch event {
        case .textDelta(let text): emit(.textDelta(text))
        case .thinkingDelta(let text): emit(.thinkingDelta(text))
        case .reconsidered: emit(.reconsidered)
        case .loading(let waited): emit(.loading(waited))
        case .retrying(let wait, let reason): emit(.retrying(after: wait, because: reason))
        case .toolUseStarted(let id, let name):
            let own = names.announce(id)
            emit(.tool(ToolCard(id: own, name: name, arguments: .object([:]), tier: nil, state: .announced)))
        case .started, .completed, .usage, .finished: break
        }
    }

    /// Answers every tool use that is admitted, in order and in one message.
    private mutating func callTools(_ admitted: AdmittedCalls) async {
        append(admitted.message)
        let isTainted = conversation.holdsUntrustedText || agent.tools.holdsForeign
        let isPlan: (AdmittedCalls.Call) -> Bool = { [agent] call in
            agent.plan == .looking && call.use.name == PlanProposal.name && call.refusal == nil
        }
        let calls = admitted.calls.enumerated().filter { !isPlan($0.element) }.map { index, call in
            ToolCall(
                use: call.use, asker: .model, agent: agent, emit: emit, tainted: isTainted || index > 0,
                refusal: call.refusal)
        }
        let outcome = await CallSeries(agent: agent).answer(calls, &rights)
        summary.toolRuns += outcome.ran
        stumbles += outcome.stumbles
        var plain = outcome.results[...]
        var results: [ToolResult] = []
        // What is looked at comes before what is proposed, whatever their order.
        for call in admitted.calls {
            if isPlan(call) {
                results.append(await propose(call.use))
            } else if let next = plain.popFirst() {
                results.append(next)
            }
        }
        if let excuse = admitted.excuse, !results.isEmpty {
            results[results.count - 1].content += "\n\(excuse)"
            await leaveOut(admitted.leftOut, excuse)
        }
        append(Message(role: .user, content: results.map(ContentBlock.toolResult)))
    }

    /// Puts a plan before the operator and does the steps that he accepts.
    private mutating func propose(_ use: ToolUse) async -> ToolResult {
        let proposal = PlanProposal(use: use, agent: agent, emit: emit)
        let outcome = await proposal.carryOut(&rights)
        summary.toolRuns += outcome.ran
        return outcome.result
    }

    /// Tells the operator and the audit log, once, that calls were left out.
    private func leaveOut(_ use: ToolUse?, _ excuse: String) async {
        emit(.warning(excuse))
        guard let use else { return }
        var call = ToolCall(use: use, asker: .model, agent: agent, emit: { _ in }, tainted: true)
        _ = await call.refused(.tooMany(excuse))
    }

    private mutating func append(_ message: Message) {
        let known = conversation.messages.count
        conversation.append(message)
        for added in conversation.messages[known...] { emit(.appended(added)) }
    }

    /// Takes back an exchange that would spoil what follows: a refused one, and a question nobody answered.
    private mutating func withdrawUnanswered(_ failure: RunFailure) {
        let isRefusal = if case .provider(.refused) = failure { true } else { false }
        let hasAnswer = conversation.messages.dropFirst(before.messages.count).contains {
            $0.role == .assistant
        }
        if isRefusal || !hasAnswer { conversation = before }
    }

    /// The message without calls that must not run; nothing at all when only reasoning would be left.
    private static func withoutCalls(_ message: Message) -> Message {
        var message = message
        message.content.removeAll { if case .toolUse = $0 { true } else { false } }
        let speaks = message.content.contains { block in
            switch block {
            case .text(let text): !text.isEmpty
            case .opaque, .handed, .circumstances, .thinking, .toolUse, .toolResult: false
            }
        }
        if !speaks { message.content = [] }
        return message
    }
}
