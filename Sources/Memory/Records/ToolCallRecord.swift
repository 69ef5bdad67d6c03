import FoundationEssentials

/// One call of a tool, from the wish to the result.
package struct ToolCallRecord: Sendable, Hashable {
    package typealias ID = RowID<ToolCallRecord>

    /// How far the call is.
    package enum State: String, Sendable, Hashable, CaseIterable {
        /// Begun and not yet finished.
        case running
        /// It ran; `result` says what came of it.
        case finished
        /// It did not run, by rule or by the operator's no.
        case refused
        case cancelled
        /// Jarvis ended while it ran: whether it took effect is not known.
        case interrupted
    }

    /// What came of a call that ran.
    package enum Result: String, Sendable, Hashable, CaseIterable {
        case succeeded
        case failed
        /// No answer came: it may have taken effect.
        case unknown
    }

    /// `nil` until the store has kept it.
    package var id: ID?
    /// The message that asked for it; `nil` when no model did.
    package var message: MessageRecord.ID?
    /// When it began, kept to the millisecond.
    package var time: Date
    package var name: String
    /// Canonical JSON text.
    package var arguments: String
    /// The safety tier's name, such as `GREEN`.
    package var tier: String
    package internal(set) var state: State
    /// From beginning to end, kept to the millisecond; `nil` while that is not known.
    package internal(set) var duration: Duration?
    /// The result or the error's text.
    package internal(set) var outcome: String?
    /// `nil` while the call has not run to its end.
    package internal(set) var result: Result?

    package init(
        message: MessageRecord.ID? = nil, time: Date, name: String, arguments: String, tier: String
    ) {
        self.message = message
        self.time = time
        self.name = name
        self.arguments = arguments
        self.tier = tier
        state = .running
    }
}

/// How a tool call ended.
package struct ToolCallEnd: Sendable, Hashable {
    package var state: ToolCallRecord.State
    package var duration: Duration?
    package var outcome: String?
    package var result: ToolCallRecord.Result?

    package init(
        state: ToolCallRecord.State = .finished, duration: Duration? = nil, outcome: String? = nil,
        result: ToolCallRecord.Result? = nil
    ) {
        self.state = state
        self.duration = duration
        self.outcome = outcome
        self.result = result
    }
}
