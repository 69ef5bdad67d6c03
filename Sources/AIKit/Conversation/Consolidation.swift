import Text

/// What stands for the beginning of a conversation where it is sent: a model's summary that was checked, or the rules'
/// notes.
///
/// The conversation itself keeps all its messages.
package struct Consolidation: Sendable, Hashable {
    /// The messages it stands for: all before the one of this index, which is the operator's.
    package fileprivate(set) var folded: Int
    /// Words of the talk, which nobody vouches for: visible, without brackets, in one line or a few.
    package let text: String
    /// The name of the model that wrote it; `nil` for the rules.
    package let author: String?
    /// What holds of all that it stands for.
    package let traits: TalkTraits

    package init(folded: Int = 0, text: String, author: String?, traits: TalkTraits) {
        self.folded = folded
        self.text = ResultFence.visible(text).withoutBrackets
        self.author = author
        self.traits = traits
    }

    /// The rules' notes of all that is sent of a conversation, the newest within so many bytes, behind what stood for its
    /// beginning before.
    package static func byRules(of conversation: Conversation, _ traits: TalkTraits) -> Consolidation {
        let earlier = conversation.consolidation
        let notes = ExchangeNotes.text(
            of: conversation.messages.dropFirst(earlier?.folded ?? 0), within: ruledBytes)
        return Consolidation(
            text: [earlier?.text, notes].compactMap(\.self).joined(separator: "\n").lastLines(
                within: 2 * ruledBytes), author: nil, traits: traits)
    }

    private static let ruledBytes = 1_500

    package var words: Int { text.split(whereSeparator: \.isWhitespace).count }
}

/// What holds of a conversation because of something in it, also where that is no longer sent, or stands in another one.
package struct TalkTraits: Sendable, Hashable {
    /// Text from outside is part of it.
    package var isTainted: Bool
    /// Something said in it is to stay on this network.
    package var isPrivate: Bool
    /// It speaks of what the operator had marked as private.
    package var isMarked: Bool

    package init(isTainted: Bool = false, isPrivate: Bool = false, isMarked: Bool = false) {
        self.isTainted = isTainted
        self.isPrivate = isPrivate
        self.isMarked = isMarked
    }
}

extension Consolidation {
    /// The same where it stands for no more than the messages before the last question among those of that index.
    func fitted(to messages: [Message]) -> Consolidation {
        var fitted = self
        let bound = max(0, min(folded, messages.count - 1))
        fitted.folded = messages.prefix(bound + 1).lastIndex(where: \.isQuestion) ?? 0
        return fitted
    }
}

extension String {
    /// The text with round brackets for square ones, which end a note of this program's, and without an angle that could
    /// begin a mark of data.
    var withoutBrackets: String {
        // By scalars: a bracket with an accent on it is one sign, and still looks like the end.
        String(
            String.UnicodeScalarView(
                unicodeScalars.map { scalar in
                    switch scalar {
                    case "[": "("
                    case "]": ")"
                    case "<": "‹"
                    default: scalar
                    }
                }))
    }

    /// Its last whole lines that have room in so many bytes.
    fileprivate func lastLines(within bytes: Int) -> String {
        var room = bytes
        let lines = split(separator: "\n").reversed().prefix { line in
            room -= line.utf8.count + 1
            return room >= 0
        }
        return lines.reversed().joined(separator: "\n")
    }
}
