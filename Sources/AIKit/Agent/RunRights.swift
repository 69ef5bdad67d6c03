/// What a run may still do: calls it made are counted, and the operator may end its right to ask.
struct RunRights {
    var repeats = RepeatGuard()
    /// Calls that the run has asked for, run or refused.
    private(set) var calls = 0
    private var refusals = 0
    private var isSilenced = false
    private var hasMended = false

    /// So many noes end the right to ask.
    private static let patience = 2

    /// Whether the operator still wants to be asked.
    var mayAsk: Bool { !isSilenced && refusals < Self.patience }

    /// Whether a broken call is still explained to the model, which it is once; takes that as done.
    mutating func takeMending() -> Bool {
        defer { hasMended = true }
        return !hasMended
    }

    /// Notes how the operator answered a card.
    mutating func note(_ answer: CardAnswer) {
        switch answer {
        case .no, .noBecause: refusals += 1
        case .yesTo(let chosen): if chosen.isEmpty { refusals += 1 }
        case .noToAll: isSilenced = true
        case .yes, .typed, .nobody, .void: break
        }
    }

    /// Takes the calls of one answer within the bounds, and those that are left out.
    mutating func admit(_ message: Message, _ limits: AgentLimits) -> AdmittedCalls {
        let asked = message.toolUses.count
        let left = max(0, limits.callsOfRun - calls)
        let allowed = min(limits.callsOfAnswer, left)
        calls += min(asked, allowed)
        guard asked > allowed else { return AdmittedCalls(message, limits, kept: asked, excuse: nil) }
        let words =
            left < limits.callsOfAnswer
            ? "a run may make \(limits.callsOfRun) calls" : "an answer may ask for \(limits.callsOfAnswer)"
        return AdmittedCalls(
            message, limits, kept: allowed,
            excuse: "\(asked) calls were asked for at once, but \(words): "
                + (allowed == 0 ? "none of them was run." : "those after the first \(allowed) were left out.")
        )
    }
}

/// The calls of an answer as they are kept: bounded in number and in what they carry.
///
/// What is left out is left out of the conversation too, so that it costs nothing from then on.
struct AdmittedCalls {
    /// One call, and how many bytes of arguments were cut off it.
    struct Call {
        var use: ToolUse
        /// The size of arguments that are too long; `nil` when they are not.
        var excess: Int?
        /// Why it is not even judged.
        var refusal: RefusalReason?
    }

    private(set) var message: Message
    private(set) var calls: [Call] = []
    /// The first of those that were left out.
    private(set) var leftOut: ToolUse?
    /// What is said when some were left out.
    let excuse: String?

    /// Keeps so many calls; without any allowed the first stays, to be answered with the reason.
    init(_ message: Message, _ limits: AgentLimits, kept: Int, excuse: String?) {
        self.message = message
        self.excuse = excuse
        var content: [ContentBlock] = []
        for block in message.content {
            guard case .toolUse(let use) = block else {
                content.append(block)
                continue
            }
            guard calls.count < max(1, kept) else {
                leftOut = leftOut ?? use
                continue
            }
            var call = Self.bounded(use, limits.argumentBytes)
            if kept == 0 { call.refusal = .tooMany(excuse ?? "") }
            calls.append(call)
            content.append(.toolUse(call.use))
        }
        self.message.content = content
    }

    /// The call without arguments that are too long; their beginning is kept as text.
    private static func bounded(_ use: ToolUse, _ limit: Int) -> Call {
        let text = use.input.text
        guard text.utf8.count > limit else { return Call(use: use) }
        var cut = use
        cut.input = .object([:])
        cut.malformed = String(text.prefix(2000))
        let size = text.utf8.count
        return Call(
            use: cut, excess: size,
            refusal: .invalid("The arguments have \(size) bytes; at most \(limit) are taken. Send less."))
    }
}
