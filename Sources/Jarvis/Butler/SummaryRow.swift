import AIKit
import JSON
import Memory

/// A summary of a conversation's beginning as the memory keeps it, in a row of its own among the messages.
struct SummaryRow: Sendable, Hashable {
    let text: String
    /// The model that wrote it; `nil` for the rules.
    let author: String?
    let traits: TalkTraits
    /// How many of the messages before the row it does not stand for.
    let behind: Int
    /// The conversation that this one goes on from, where it stands for another one.
    let origin: TalkOrigin?

    init(_ consolidation: Consolidation, behind: Int, origin: TalkOrigin? = nil) {
        (text, author, traits) = (consolidation.text, consolidation.author, consolidation.traits)
        self.behind = behind
        self.origin = origin
    }

    /// What it is after so many messages.
    func consolidation(at count: Int) -> Consolidation {
        Consolidation(
            folded: max(0, count - min(max(0, behind), max(0, count))), text: text, author: author,
            traits: traits)
    }
}

/// The conversation that another one goes on from.
package struct TalkOrigin: Sendable, Hashable {
    package let id: ConversationRecord.ID
    /// As it was called then; untrusted.
    package let title: String
    /// The cluster that both are about, by its name in the configuration.
    let cluster: String

    package init(id: ConversationRecord.ID, title: String, cluster: String) {
        self.id = id
        self.title = title
        self.cluster = cluster
    }
}

extension SummaryRow {
    var json: JSONValue {
        var members: [String: JSONValue] = [
            "summary": .string(text), "behind": .integer(behind), "tainted": .bool(traits.isTainted),
            "private": .bool(traits.isPrivate), "marked": .bool(traits.isMarked),
        ]
        members["author"] = author.map { .string($0) }
        if let origin {
            members["from"] = .integer(Int(clamping: origin.id.rawValue))
            members["title"] = .string(origin.title)
            members["cluster"] = .string(origin.cluster)
        }
        return .object(members)
    }

    /// `nil` for anything else.
    ///
    /// Where nothing is said of what holds for it, all of it does.
    init?(_ value: JSONValue) {
        guard let text = value["summary"]?.string, let behind = value["behind"]?.integer else { return nil }
        self.text = text
        self.behind = behind
        author = value["author"]?.string
        traits = TalkTraits(
            isTainted: value["tainted"]?.bool ?? true, isPrivate: value["private"]?.bool ?? true,
            isMarked: value["marked"]?.bool ?? true)
        if let id = value["from"]?.integer, let title = value["title"]?.string,
            let cluster = value["cluster"]?.string
        {
            origin = TalkOrigin(
                id: ConversationRecord.ID(rawValue: Int64(clamping: id)), title: title, cluster: cluster)
        } else {
            origin = nil
        }
    }
}
