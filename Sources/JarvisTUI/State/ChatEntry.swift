import AIKit
import Text

/// One thing in the chat's transcript.
struct ChatEntry: Identifiable, Equatable {
    /// What the entry is.
    enum Content: Equatable {
        /// What the operator said.
        case operatorText(String)
        /// What Jarvis says; still growing while it streams.
        case butlerText(String)
        /// The model thinking aloud, its end only; no part of the answer.
        case thought(String)
        /// A tool call with its state.
        case tool(ToolCard, isFolded: Bool)
        /// Something about the conversation itself: stopped, failed, retried.
        case notice(String, Severity)
        /// Something that is amiss, told unasked.
        case incident(Incident)
        /// What happened while nobody looked.
        case absence(Absence)

        /// What it tells of that is not over.
        var standingIncident: Incident? {
            guard case .incident(let incident) = self, incident.stands else { return nil }
            return incident
        }
    }

    let id: Int
    var content: Content

    /// Characters, roughly what decides how many lines it takes.
    var length: Int {
        switch content {
        case .operatorText(let text), .butlerText(let text), .thought(let text), .notice(let text, _):
            text.utf8.count
        case .incident(let incident): incident.stands ? 160 : 0
        case .absence(let absence): 100 + absence.events.count * 60
        case .tool(let card, let isFolded):
            if !isFolded, case .done(let result, _, _, _) = card.state {
                result.content.utf8.count
            } else {
                0
            }
        }
    }
}
