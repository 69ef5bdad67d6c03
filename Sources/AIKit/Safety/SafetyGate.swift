/// The one place that answers "may this run without asking?", for every action whoever wants it.
///
/// A pure function of its members and the question. When the state that feeds it cannot be read, build it
/// with `SafetyGate.closed`.
package struct SafetyGate: Sendable, Hashable {
    package var autonomy: AutonomyLevel
    /// Things nobody but the operator himself may touch, and that only with the name typed.
    package var protected: Set<ActionTarget>
    /// Nothing but reading.
    package var isReadOnly: Bool
    /// Whether the audit log outlives Jarvis.
    ///
    /// Without a lasting record only the operator himself changes anything, and is always asked.
    package var isRecorded: Bool

    package init(
        autonomy: AutonomyLevel = .recommend, protected: Set<ActionTarget> = [], isReadOnly: Bool = false,
        isRecorded: Bool = true
    ) {
        self.autonomy = autonomy
        self.protected = protected
        self.isReadOnly = isReadOnly
        self.isRecorded = isRecorded
    }

    /// Lets nothing but reading through.
    package static let closed = SafetyGate(autonomy: .observe, isReadOnly: true)

    /// Decides about one action.
    ///
    /// `tainted` says that text from outside is part of what led to the wish.
    package func decide(_ action: ProposedAction, tainted: Bool) -> SafetyVerdict {
        let tier = action.assessment.tier
        if tier == .black { return .refuse(.black(action.name)) }
        if tier == .green { return .run }
        if isReadOnly { return .refuse(.readOnly) }
        if !isRecorded, action.asker != .operator { return .refuse(.unrecorded) }
        if let target = touched(by: action) {
            guard action.asker == .operator else { return .refuse(.protected(target)) }
            return .ask(.type(action.assessment.keyword ?? target.word))
        }
        if let keyword = action.assessment.keyword { return .ask(.type(keyword)) }
        return isRecorded && needsNoQuestion(tier, action.asker, tainted)
            ? .run : unattended(action.asker) ?? .ask(.yesOrNo)
    }

    /// The action as the operator is asked about it, with what the gate has to say of its own.
    package func presented(_ action: ProposedAction) -> ProposedAction {
        guard !isRecorded else { return action }
        var action = action
        action.assessment.impact.append("No lasting record of it is kept: the audit log ends with Jarvis.")
        return action
    }

    /// The first protected thing the action touches.
    private func touched(by action: ProposedAction) -> ActionTarget? {
        action.assessment.targets.intersection(protected).min { $0.description < $1.description }
    }

    private func needsNoQuestion(_ tier: SafetyTier, _ asker: Asker, _ tainted: Bool) -> Bool {
        switch asker {
        case .operator: tier <= .yellow
        case .model, .mcp: tier <= .yellow && autonomy >= .act && !tainted
        case .runbook:
            tier <= .yellow && autonomy >= .act
                || tier <= .orange && autonomy >= .actQuietly && !tainted
        }
    }

    /// A runbook below the level at which it may even propose.
    private func unattended(_ asker: Asker) -> SafetyVerdict? {
        asker == .runbook && autonomy < .recommend ? .refuse(.autonomy(autonomy)) : nil
    }
}

/// The gate's answer.
package enum SafetyVerdict: Sendable, Hashable {
    case run
    /// Only after the operator confirmed a card. No is the default.
    case ask(ConfirmationKind)
    case refuse(RefusalReason)
}

/// What the operator does to confirm.
package enum ConfirmationKind: Sendable, Hashable {
    case yesOrNo
    /// Types this word.
    case type(String)
}

/// Why an action did not run, in a sentence for the operator and the model.
package enum RefusalReason: Error, Sendable, Hashable, CustomStringConvertible {
    case black(String)
    case unknownTool(String)
    case readOnly
    case protected(ActionTarget)
    case autonomy(AutonomyLevel)
    case declined
    /// Declined with the operator's words for whoever asked.
    case declinedBecause(String)
    /// A yes that nobody can have read the question for.
    case early
    /// Taken off a list of steps whose rest was approved.
    case struck
    /// A step before it on the same list did not end well.
    case stoppedShort
    /// The operator said no to all, or twice, in this run.
    case silenced
    /// More calls than an answer or a run may make; the sentence that says so.
    case tooMany(String)
    case expired
    /// There was no terminal on which to ask.
    case unasked
    /// A yes was given by somebody whose word does not count; the sentence that says who and why.
    case foreign(String)
    /// Between the question and the deed the action came to mean something else.
    case changed
    /// The audit log could not be written, so nothing is done.
    case unaudited(String)
    /// The audit log ends with Jarvis, and it was not the operator himself.
    case unrecorded
    /// The very same call was already made and nothing has changed since.
    case repeated
    /// The arguments or the wish make no sense; the sentence that says so.
    case invalid(String)
    /// The run was stopped before the deed.
    case cancelled

    package var description: String {
        switch self {
        case .black(let name): "\(name) is never run (BLACK)."
        case .unknownTool(let name): "There is no tool \(name); unknown tools are never run (BLACK)."
        case .readOnly: "Jarvis is in read-only mode."
        case .protected(let target): "The \(target) is protected; only the operator's own hand may touch it."
        case .autonomy: "The autonomy level allows no action that nobody asked for."
        case .declined: "The operator declined."
        case .declinedBecause(let words): "The operator declined: \(words)"
        case .early: "The answer came too early to have been read, so nothing was done; ask again."
        case .struck: "The operator struck it from the list."
        case .stoppedShort: "A step before it on the same list did not end well, so it was left out."
        case .silenced:
            "The operator has said no to this run: nothing more is asked in it. Say in words what is left."
        case .tooMany(let detail): detail
        case .unasked: "Nobody could be asked: there is no terminal to confirm on."
        case .foreign(let detail): detail
        case .expired: "The operator did not answer in time, which counts as no."
        case .changed: "The situation changed after the question was asked; ask again."
        case .unaudited(let detail): "The audit log could not be written (\(detail)), so nothing was done."
        case .unrecorded:
            "The audit log would end with Jarvis, so only the operator's own hand may change something; "
                + "`jarvis doctor` says what is wrong with the memory."
        case .repeated:
            "This very call was made already; its result stands above. Do something else or answer."
        case .invalid(let detail): detail
        case .cancelled: "The operator stopped the run before this call."
        }
    }
}

extension RefusalReason {
    /// Whether it is what the operator's answer to a card comes to, and no failure of the call.
    var isAnswer: Bool {
        switch self {
        case .declined, .declinedBecause, .early, .struck, .expired, .unasked, .foreign: true
        case .black, .unknownTool, .readOnly, .protected, .autonomy, .stoppedShort, .silenced, .tooMany,
            .changed, .unaudited, .unrecorded, .repeated, .invalid, .cancelled:
            false
        }
    }
}

extension ActionTarget {
    /// What is typed to confirm an action on it.
    fileprivate var word: String {
        switch self {
        case .node(let name), .storage(let name), .service(let name): name
        case .guest(let vmid): String(vmid)
        }
    }
}
