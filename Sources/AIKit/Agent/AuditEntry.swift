import JSON

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
