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
        /// The model thinking aloud; no part of the answer.
        case thought(Thought)
        /// A tool call with its state.
        case tool(ToolCard)
        /// The calls that the answer above rests on; at least one.
        case citations([Citation])
        /// Something about the conversation itself: stopped, failed, retried.
        case notice(String, Severity)
        /// Something that is amiss, told unasked.
        case incident(Incident)
        /// What happened while nobody looked.
        case absence(Absence)

        /// How the line begins that says what of the shell was handed over.
        static let handedOver = "Handed over "

        /// What it tells of that is not over.
        var standingIncident: Incident? {
            guard case .incident(let incident) = self, incident.stands else { return nil }
            return incident
        }
    }

    let id: Int
    var content: Content
    /// Only its first line is shown, where it has more to show.
    var isFolded = true

    /// Whether it is something that Jarvis was asked, and no command of the line.
    var isQuestion: Bool {
        if case .operatorText(let text) = content {
            !text.hasPrefix("/") || text.hasPrefix("//")
        } else {
            false
        }
    }

    /// Whether it has something to unfold.
    var isCard: Bool {
        switch content {
        case .tool: true
        case .thought(let thought): thought.took != nil
        case .operatorText, .butlerText, .citations, .notice, .incident, .absence: false
        }
    }
}

/// What a model thought before it answered.
struct Thought: Equatable {
    /// The end of it.
    private(set) var text: String
    /// How long it took; `nil` while it goes on.
    var took: Duration?

    /// Characters that are kept: nobody reads back further.
    private static let limit = 2000

    init(_ text: String, took: Duration? = nil) {
        self.text = String(text.suffix(Self.limit))
        self.took = took
    }

    mutating func append(_ more: String) { text = String((text + more).suffix(Self.limit)) }
}
