/// The butler's system prompt.
package enum Persona {
    /// Fixed for the life of a conversation: nothing in it changes with time or cluster.
    package static let prompt = ""
}
