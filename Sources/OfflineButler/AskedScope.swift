import AIKit
import JSON

/// What a question is about, as far as its words and the names of things tell.
package struct AskedScope: Sendable {
    private let question: String

    package init(_ question: String) {
        self.question = question
    }

    /// It asks how all is, and names nothing.
    package var isOverall: Bool {
        let conversation = Conversation(system: "", messages: [.user(question)])
        let inquiry = Inquiry(OfflineExchange(ProviderRequest(conversation: conversation), now: 0))
        return !inquiry.utterance.namesSomething && OfflineIntent.meant(by: inquiry)?.name == "status"
    }

    /// The guests, and the nodes, that it names exactly among those of a cluster, as `get_cluster_resources` tells of
    /// them: `jellyfin (103) on pve`, `the node pve`.
    package func named(in facts: JSONValue) -> (guests: [String], nodes: [String]) {
        let subjects = Subjects(Utterance(question), in: Inventory(facts))
        let guessed = Set(subjects.assumed.map(\.subject))
        let found = subjects.found.filter { !guessed.contains($0) }
        func titles(_ kind: Subject.Kind) -> [String] { found.filter { $0.kind == kind }.map(\.title) }
        return (titles(.guest), titles(.node))
    }
}
