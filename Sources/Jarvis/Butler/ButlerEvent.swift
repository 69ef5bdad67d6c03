import AIKit

/// What the butler and the operator's own actions have to show.
package enum ButlerEvent: Sendable {
    /// The conversation goes on.
    case agent(AgentEvent)
    /// Something needs the operator's word.
    case card(ConfirmationCard)
    /// A card is settled.
    case cardSettled(ConfirmationCard.ID)
    /// An act of the operator's own hand has come further.
    case act(ActReport)
    /// Something could not be remembered.
    case forgotten(String)
}
