/// The one place that answers "may this run without asking?", for every action whoever wants it.
///
/// A pure function of its members and the question. When the state that feeds it cannot be read, build it
/// with `SafetyGate.closed`.
package struct SafetyGate: Sendable, Hashable {
    package var autonomy: AutonomyLevel
    /// Why nothing at all is changed, by nobody, in a sentence; `nil` while something may be.
    package var halt: String?
    /// Things nobody but the operator himself may touch, and that only with the name typed; each with the reason.
    package var protected: [ActionTarget: String]
    /// Nothing but reading.
    package var isReadOnly: Bool
    /// Whether the audit log outlives Jarvis.
    ///
    /// Without a lasting record only the operator himself changes anything, and is always asked.
    package var isRecorded: Bool
    /// How far a plan is, where a model changes nothing without one.
    package var plan: PlanStage?

    package init(
        autonomy: AutonomyLevel = .recommend, protected: [ActionTarget: String] = [:],
        isReadOnly: Bool = false, isRecorded: Bool = true, halt: String? = nil
    ) {
        self.halt = halt
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
        if let halt { return .refuse(.halted(halt)) }
        if isReadOnly { return .refuse(.readOnly) }
        if !isRecorded, action.asker != .operator { return .refuse(.unrecorded) }
        if plan == .looking, action.asker == .model { return .refuse(.unplanned) }
        if let (target, reason) = touched(by: action) {
            guard action.asker == .operator else { return .refuse(.protected(target, reason)) }
            return .ask(.type(action.assessment.keyword ?? target.word))
        }
        if let keyword = action.assessment.keyword { return .ask(.type(keyword)) }
        return isRecorded && plan == nil && needsNoQuestion(tier, action.asker, tainted)
            ? .run : unattended(action.asker) ?? .ask(.yesOrNo)
    }

    /// Why an action that was judged before must not be done now; `nil` while nothing speaks against it.
    ///
    /// `given` is the kind of the card that the operator said yes to; `nil` where he was not asked.
    package func objection(
        to action: ProposedAction, tainted: Bool, given: ConfirmationKind?
    ) -> RefusalReason? {
        switch decide(action, tainted: tainted) {
        case .run: nil
        case .refuse(let reason): reason
        case .ask(let kind): kind == given ? nil : .changed
        }
    }

    /// How much care an action needs of its asker: what is protected is BLACK to all but the operator.
    package func tier(of action: ProposedAction) -> SafetyTier {
        let tier = action.assessment.tier
        guard tier > .green, action.asker != .operator, touched(by: action) != nil else { return tier }
        return .black
    }

    /// The action as the operator is asked about it, with what the gate has to say of its own.
    package func presented(_ action: ProposedAction) -> ProposedAction {
        var action = action
        if let (target, reason) = touched(by: action) {
            action.assessment.impact.insert("The \(target) is protected: \(reason).", at: 0)
        }
        if !isRecorded {
            action.assessment.impact.append(
                "No lasting record of it is kept: the audit log ends with Jarvis.")
        }
        return action
    }

    /// The first protected thing the action touches, and why it is protected.
    private func touched(by action: ProposedAction) -> (ActionTarget, String)? {
        let target = action.assessment.targets.filter { protected[$0] != nil }
            .min { $0.description < $1.description }
        return target.flatMap { target in protected[target].map { (target, $0) } }
    }

    private func needsNoQuestion(_ tier: SafetyTier, _ asker: Asker, _ tainted: Bool) -> Bool {
        switch asker {
        case .operator: tier <= .yellow
        case .model, .mcp: tier <= .yellow && autonomy >= .act && !tainted
        case .runbook:
            !tainted
                && (tier <= .yellow && autonomy >= .act || tier <= .orange && autonomy >= .actQuietly)
        }
    }

    /// A runbook below the level at which it may even propose.
    private func unattended(_ asker: Asker) -> SafetyVerdict? {
        asker == .runbook && autonomy < .recommend ? .refuse(.autonomy(autonomy)) : nil
    }
}

/// How far a plan is.
package enum PlanStage: Sendable, Hashable {
    /// The model looks, and proposes steps; it changes nothing.
    case looking
    /// These are the steps: the operator is asked about each of them, on one card where that can be.
    case proposed
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
    /// Nothing is changed by anybody, for the reason that the sentence says.
    case halted(String)
    case readOnly
    /// Not the operator's own act, on a thing that is protected, and why it is.
    case protected(ActionTarget, String)
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
    /// Nothing is changed before the operator has accepted a plan.
    case unplanned
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
        case .halted(let words): words
        case .readOnly: "Jarvis is in read-only mode."
        case .protected(let target, let reason):
            "The \(target) is protected (\(reason)); only the operator's own hand may touch it (BLACK)."
        case .autonomy: "The autonomy level allows no action that nobody asked for."
        case .declined: "The operator declined."
        case .declinedBecause(let words): "The operator declined: \(words)"
        case .early: "The answer came too early to have been read, so nothing was done; ask again."
        case .struck: "The operator struck it from the list."
        case .stoppedShort: "A step before it on the same list did not end well, so it was left out."
        case .unplanned:
            "Plan mode: nothing is changed before the operator has accepted a plan. Look first, then propose all steps "
                + "with one call of \(PlanProposal.name)."
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
        case .black, .unknownTool, .halted, .readOnly, .protected, .autonomy, .stoppedShort, .unplanned,
            .silenced,
            .tooMany, .changed, .unaudited, .unrecorded, .repeated, .invalid, .cancelled:
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
