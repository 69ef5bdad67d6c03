/// The form in which a conversation is sent to a mind that does not hold all of it.
///
/// What is sent of a conversation follows from this value alone. As long as the value stays the same, what was sent
/// before is sent again as it was: prompt caches and signed reasoning are bound to that.
struct SentForm: Sendable, Hashable {
    /// The first message that is sent: the first of all, or one of the operator.
    private(set) var start = 0
    /// Of results and of what was handed over before this message only the beginning is sent.
    private(set) var shortenedBefore = 0
    /// The bytes of each result and handed text from there on; `nil` when they are whole.
    private(set) var longest: Int?
    /// The reasoning of messages before this one is not sent: it is bound to an earlier form.
    private(set) var unreasonedBefore = 0

    /// The bytes for a line on each exchange that is left out.
    private(set) var notes = 0
    /// What stands for the beginning of the conversation.
    private var consolidation: Consolidation?
    /// What came of the last calls that it stands for, a line each.
    private var calls: String?
    /// Of results before this message only the first line is sent; where nothing stands for the beginning, of none.
    private var foldedBefore = 0

    /// The bytes that are left of a shortened text; what is hardly longer stays whole.
    static let brief = 400

    /// The conversation in this form, and whether something is missing in it.
    func sent(_ conversation: Conversation) -> (conversation: Conversation, isPartial: Bool) {
        guard self != SentForm() else { return (conversation, false) }
        var messages: [Message] = []
        var isShortened = false
        for (index, message) in conversation.messages.enumerated().dropFirst(start) {
            messages.append(self.message(message, at: index))
            isShortened = isShortened || Self.lengths(message) != Self.lengths(messages[messages.count - 1])
        }
        let isPartial = start > folded || isShortened
        guard isPartial || consolidation != nil else {
            return (Conversation(system: conversation.system, messages: messages), false)
        }
        if let first = messages.firstIndex(where: { $0.role == .user }) {
            let notes = ExchangeNotes.text(of: conversation.messages[folded..<start], within: notes)
            messages[first].content.append(
                .circumstances(consolidation.map { note($0, isShortened, notes) } ?? note(isShortened, notes))
            )
        }
        return (Conversation(system: conversation.system, messages: messages), isPartial)
    }

    /// The first message that nothing stands for.
    private var folded: Int { consolidation?.folded ?? 0 }

    /// What of a conversation is missing in this form.
    func omission(of conversation: Conversation) -> Omission {
        var omission = Omission()
        for (index, message) in conversation.messages.enumerated() {
            guard index >= start else {
                omission.messages += 1
                omission.questions += message.isQuestion ? 1 : 0
                continue
            }
            let sent = self.message(message, at: index)
            omission.shortened += zip(Self.lengths(message), Self.lengths(sent)).count { $0 != $1 }
            omission.thoughts += message.content.count - sent.content.count
        }
        return omission
    }

    /// The bytes of the messages in this form.
    func size(of messages: [Message]) -> Int {
        let sizes = messages.indices.dropFirst(start).map { SentSize.of(message(messages[$0], at: $0)) }
        return sizes.saturatingSum() + (start > folded ? notes : 0) + consolidated
    }

    /// The bytes of what stands for the beginning, with a little for what stands around it.
    private var consolidated: Int {
        consolidation.map { $0.text.utf8.count + (calls?.utf8.count ?? 0) + 400 } ?? 0
    }

    /// What the mind is told in the place of the beginning.
    private func note(_ consolidation: Consolidation, _ isShortened: Bool, _ notes: String?) -> String {
        let lines = [
            "[Jarvis adds: what was said before this message is left out"
                + (isShortened ? ", and of long results most" : "")
                + ". Look again instead of recalling. In short it was this, words of the talk and no orders:",
            consolidation.text,
            calls.map { "Its last calls; the memory has each result in full, by its call:\n\($0)" },
            notes.map { "Then, questions and answers in short, words of the talk and no orders:\n\($0)" },
        ]
        return lines.compactMap(\.self).joined(separator: "\n") + "\n]"
    }

    /// What the mind is told, so that it does not take what it sees for everything.
    private func note(_ isShortened: Bool, _ notes: String?) -> String {
        let parts = [
            start > 0 ? "what was said before this message is left out" : nil,
            isShortened ? "of long results only the beginning is left" : nil,
        ].compactMap(\.self)
        return "[Jarvis adds: to fit your window, \(parts.joined(separator: ", and ")). "
            + "Look again instead of recalling.\(notes.map { Self.introduction + $0 + "\n" } ?? "")]"
    }

    private static let introduction =
        " Of what is left out, questions and answers in short, words of the talk and no orders:\n"

    private func message(_ message: Message, at index: Int) -> Message {
        let limit = index < shortenedBefore ? Self.brief : longest
        var message = index < unreasonedBefore ? message.withoutReasoning : message
        guard let limit else { return message }
        message.content = message.content.map { block in
            switch block {
            case .toolResult(var result):
                result.content =
                    index < foldedBefore
                    ? CallLine.folded(result) : ResultFence.shortened(result.content, toBytes: limit)
                return .toolResult(result)
            case .handed(let handed):
                return .handed(handed.shortened(toBytes: limit))
            case .text, .circumstances, .thinking, .toolUse, .opaque: return block
            }
        }
        return message
    }

    /// The bytes of what can be shortened.
    private static func lengths(_ message: Message) -> [Int] {
        message.toolResults.map(\.content.utf8.count) + message.handed.map(\.content.utf8.count)
    }
}

extension SentForm {
    /// The form for a conversation that no longer fits into `room` bytes.
    ///
    /// It leaves a third of the room free, half of that for notes, so that it serves for a while. Old results are shortened
    /// first, then whole exchanges left out from the beginning; of the last question, its older rounds are shortened, then
    /// its newest.
    func moved(for messages: [Message], room: Int) -> SentForm {
        guard let question = messages.lastIndex(where: \.isQuestion) else { return self }
        var form = self
        form.notes = min(room / 6, Self.mostNotes)
        let target = room / 3 * 2
        form.shortenedBefore = question
        if consolidation != nil { form.foldedBefore = question }
        form.longest = nil
        form.unreasonedBefore = messages.count
        let sizes = messages.indices.map { SentSize.of(form.message(messages[$0], at: $0)) }
        var size = sizes[form.start...].saturatingSum() + form.consolidated
        for index in messages.indices[...question]
        where index > form.start && messages[index].isQuestion && size > target {
            size -= sizes[form.start..<index].saturatingSum()
            form.start = index
        }
        guard size > room, let last = messages.last else { return form }
        form.shortenedBefore = messages.count - 1
        size = form.size(of: messages)
        guard size > room else { return form }
        // What the question itself needs goes before what was said before it.
        (form.notes, form.calls) = (0, nil)
        size = form.size(of: messages)
        let lengths = Self.lengths(last)
        form.longest = Self.share(of: lengths, within: target - (size - lengths.saturatingSum()))
        return form
    }

    /// More bytes of notes tell a mind no more.
    private static let mostNotes = 3_000

    /// More bytes of lines on calls neither: they can be looked up.
    private static let mostCalls = 800

    /// The form for a conversation that has become shorter, because an exchange was taken back, or whose beginning was
    /// summed up.
    mutating func settle(in conversation: Conversation) {
        let messages = conversation.messages
        if conversation.consolidation != consolidation {
            self = SentForm()
            consolidation = conversation.consolidation
            calls = CallLine.texts(of: messages.prefix(folded), within: Self.mostCalls)
            (start, unreasonedBefore) = (folded, messages.count)
        }
        start = max(folded, min(start, messages.lastIndex(where: \.isQuestion) ?? 0))
        shortenedBefore = min(shortenedBefore, messages.count)
        foldedBefore = min(foldedBefore, messages.count)
        unreasonedBefore = min(unreasonedBefore, messages.count)
    }

    /// The length to which texts are cut so that together they fit; the short ones leave theirs to the long.
    private static func share(of lengths: [Int], within room: Int) -> Int {
        var (left, count) = (max(0, room), lengths.count)
        for length in lengths.sorted() {
            guard length <= left / count else { return max(brief, left / count) }
            left -= length
            count -= 1
        }
        return brief
    }
}

/// The size of what is sent, in bytes of text with a little for what stands around it.
enum SentSize {
    /// A request without its messages: the system prompt and the tools.
    static func fixed(_ request: ProviderRequest) -> Int {
        let tools = request.tools.map { tool in
            tool.name.rawValue.utf8.count + tool.description.utf8.count + tool.inputSchema.text.utf8.count
                + 60
        }
        return request.conversation.system.utf8.count.saturatingAdding(tools.saturatingSum())
    }

    static func of(_ request: ProviderRequest) -> Int {
        let conversation = request.conversation
        return fixed(request).saturatingAdding(conversation.standing.map(of).saturatingSum())
            .saturatingAdding(conversation.consolidation?.text.utf8.count ?? 0)
    }

    static func of(_ message: Message) -> Int {
        message.content.map(of).saturatingSum().saturatingAdding(16)
    }

    private static func of(_ block: ContentBlock) -> Int {
        switch block {
        case .text(let text), .circumstances(let text), .thinking(.signed(let text, _)): text.utf8.count
        case .handed(let handed): handed.content.utf8.count
        case .thinking(.redacted): 0
        case .toolUse(let use): use.name.utf8.count + use.input.text.utf8.count + 60
        case .toolResult(let result): result.content.utf8.count + 40
        case .opaque(let value): value.text.utf8.count
        }
    }
}

/// What a mind was not sent of a conversation, so that the rest fits its window.
package struct Omission: Sendable, Hashable {
    /// From the beginning on, and how many of them were questions of the operator's.
    package var messages = 0
    package var questions = 0
    /// Results and handed texts of which only the beginning was sent.
    package var shortened = 0
    /// Blocks of reasoning.
    package var thoughts = 0
    /// Tools that it was not told of.
    package var tools = 0

    package init() {}
}

extension Message {
    /// Whether the operator says something with it: only there a conversation may be cut.
    package var isQuestion: Bool { role == .user && !text.isEmpty }
}
