import AIKit

/// What the butler and the operator's own actions have to show.
package enum ButlerEvent: Sendable {
    /// The conversation goes on.
    case agent(AgentEvent)
    /// Something needs the operator's word.
    case card(ConfirmationCard)
    /// A card is settled.
    case cardSettled(ConfirmationCard.ID)
    /// An act of the operator's has come further.
    case act(ActReport)
    /// What all answers of a day cost so far.
    case spent(SpentToday)
    /// Another model answers.
    case answers(ModelID)
    /// A quiet line of the talk.
    case noted(String)
    /// What was paid for the talk beside its answers.
    case charged(Micros)
    /// Something could not be remembered.
    case forgotten(String)
}
