import JSON

/// What happens during one run of the agent, in order.
package enum AgentEvent: Sendable, Hashable {
    case textDelta(String)
    case thinkingDelta(String)
    /// The text of this answer so far was the model thinking aloud.
    case reconsidered
    /// The server is still loading the model; how long it has been waited for. Said anew every second.
    case loading(Duration)
    /// The provider waits before asking the server again.
    case retrying(after: Duration, because: ProviderError)
    /// A tool call's card has a new state.
    case tool(ToolCard)
    /// A message is now part of the conversation: store it.
    case appended(Message)
    /// The provider finished one response.
    case response(Turn)
    /// What an answer cost, whole or not: for the ledger. Comes before its response.
    case billed(AnswerBill)
    /// Something the operator should know that stops nothing.
    case warning(String)
    case finished(RunSummary)
    /// The run ended without a complete answer. The conversation stays usable.
    case failed(RunFailure, RunSummary)
}

/// A tool call as the screen shows it.
package struct ToolCard: Sendable, Hashable, Identifiable {
    /// How far the call is.
    package enum State: Sendable, Hashable {
        /// The model is still writing the arguments.
        case announced
        /// The arguments are known and judged.
        case proposed
        /// The operator is asked.
        case waiting(ConfirmationCard)
        case running
        /// `line` says in words what came of it: always when it did not end well.
        case done(ToolResult, Ending, line: String?, took: Duration)
        case refused(RefusalReason)
    }

    /// The tool use's id.
    package let id: String
    package let name: String
    package var arguments: JSONValue
    /// BLACK for an unknown tool, `nil` before it is judged.
    package var tier: SafetyTier?
    package var state: State

    package init(id: String, name: String, arguments: JSONValue, tier: SafetyTier?, state: State) {
        self.id = id
        self.name = name
        self.arguments = arguments
        self.tier = tier
        self.state = state
    }
}

/// What one run of the agent took.
package struct RunSummary: Sendable, Hashable {
    /// Responses of the provider, complete or not.
    package var responses: Int
    /// Tools that ran.
    package var toolRuns: Int
    package var usage: Usage
    package var took: Duration
    package var cost: Micros
    /// Whether a part of the cost is a guess.
    package var isGuess: Bool
    /// From the first request to the first word, thought or call.
    package var firstToken: Duration?
    /// How long the models wrote, without the waits for their first tokens.
    package var writing: Duration
    /// Who answered and why, where it was not the preferred model.
    package var author: String?
    /// What was kept back of the last request.
    package var kept = RedactionCount()
    /// How much of the model's window the last request took, from 0 on; `nil` where either is not known.
    package var windowShare: Double?

    package init(
        responses: Int = 0, toolRuns: Int = 0, usage: Usage = Usage(), took: Duration = .zero,
        cost: Micros = .zero, isGuess: Bool = false, firstToken: Duration? = nil, writing: Duration = .zero
    ) {
        self.responses = responses
        self.toolRuns = toolRuns
        self.usage = usage
        self.took = took
        self.cost = cost
        self.isGuess = isGuess
        self.firstToken = firstToken
        self.writing = writing
    }

    /// Adds an answer.
    mutating func add(_ bill: AnswerBill) {
        usage = usage + bill.usage
        cost = cost + bill.charge.cost
        isGuess = isGuess || bill.charge.isGuess
        guard let first = bill.firstToken else { return }
        firstToken = firstToken ?? first
        writing += bill.took - first
    }

    /// Tokens of answer a second while the models wrote; `nil` when too little was written to say it.
    package var tokensPerSecond: Double? {
        guard let output = usage.output, output > 1, writing >= .milliseconds(50) else { return nil }
        return Double(output) / (writing / .seconds(1))
    }
}

/// Why a run ended without a complete answer.
package enum RunFailure: Error, Sendable, Hashable, CustomStringConvertible {
    case provider(ProviderError)
    /// The answer was cut at the token limit.
    case truncated
    case tooManyIterations(Int)
    /// The model answered nothing at all, twice.
    case empty
    /// The answer is a tool call in words.
    case spokenCall
    /// Too many calls made no sense, where a better model could be asked.
    case outOfDepth
    /// The model's window does not hold even the first question; both in tokens.
    case windowTooSmall(limit: Int?, wanted: Int)
    /// The money that may be spent does not suffice; a sentence with what helps.
    case overBudget(String)
    case cancelled

    package var description: String {
        switch self {
        case .provider(let error): error.description
        case .truncated: "The answer reached the token limit and is cut short; nothing unfinished was run."
        case .tooManyIterations(let limit):
            "I stopped after \(limit) \(limit == 1 ? "round" : "rounds") of tool calls without reaching an answer."
        case .empty: "The model returned an empty answer."
        case .spokenCall:
            "The model wrote a call as text; nothing was done. Its server does not read its calls: look for a "
                + "template or a tool parser in the server's options (llama-server: --jinja)."
        case .outOfDepth: "The model lost its way: its calls made no sense."
        case .windowTooSmall(let limit, let wanted):
            "The model's window\(limit.map { " of \($0) tokens" } ?? "") is too small for Jarvis' own words and "
                + "tools: start its server with a window of \(wanted) tokens (llama-server: -c \(wanted))."
        case .overBudget(let sentence): sentence
        case .cancelled: "Stopped at your request."
        }
    }
}

/// One line for the audit log.
package struct AuditEntry: Sendable, Hashable {
    /// What is recorded.
    package enum Stage: Sendable, Hashable {
        /// It is about to run; written before, and it does not run unless this succeeds.
        case intent(confirmed: Bool)
        /// It did not run.
        case refusal(RefusalReason)
        /// It ran.
        case outcome(Ending, text: String, took: Duration)
    }

    /// The tool use's id, the same for intent and outcome.
    package var callID: String
    package var action: ProposedAction
    package var stage: Stage

    package init(callID: String, action: ProposedAction, stage: Stage) {
        self.callID = callID
        self.action = action
        self.stage = stage
    }
}
