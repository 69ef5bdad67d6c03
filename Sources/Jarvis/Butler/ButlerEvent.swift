import AIKit

/// What the butler and the operator's own actions have to show.
package enum ButlerEvent: Sendable {
    /// The conversation goes on.
    case agent(AgentEvent)
    /// Something needs the operator's word.
    case card(ConfirmationCard)
    /// A card is settled.
    case cardSettled(ConfirmationCard.ID)
    /// An action of the operator's own hand has a new state.
    case hand(HandReport)
    /// Something could not be remembered.
    case forgotten(String)
}

/// How an action of the operator's own hand is getting on.
package struct HandReport: Sendable, Hashable {
    /// How far it is.
    package enum Stage: Sendable, Hashable {
        case running
        case done(String)
        case failed(String)
        /// It may have taken effect.
        case unknown(String)
        /// The operator said no, or the gate did.
        case refused(RefusalReason)
    }

    /// Equal for the reports of one action.
    package var id: Int
    /// `Start 103 (jellyfin)`.
    package var title: String
    package var stage: Stage
}
