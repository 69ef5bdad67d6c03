import AIKit
import ClusterKit
import FoundationEssentials
import JSON
import Jarvis
import Text

/// A call of a tool that an answer rests on, as a line below the answer names it.
struct Citation: Equatable, Sendable {
    /// The call's id, by which the memory has it.
    let call: TalkCall.ID
    /// Untrusted, as the target is.
    var name: String
    /// What it was about: `101`.
    var target: String?
    /// When it began, in seconds since 1970.
    let time: Double
    let fate: TalkCall.Fate

    init(call: TalkCall.ID, name: String, target: String? = nil, time: Double, fate: TalkCall.Fate) {
        (self.call, self.name, self.target) = (call, name, target)
        (self.time, self.fate) = (time, fate)
    }

    /// A call of the answer under way that is over; `nil` for one that is not, and for one that did not run.
    init?(_ card: ToolCard, at time: Double) {
        let fate: TalkCall.Fate
        switch card.state {
        case .announced, .proposed, .waiting, .running: return nil
        case .done(_, .done, _, _): fate = .done
        case .done(_, .failed, _, _): fate = .failed
        case .done(_, .unknown, _, _): fate = .unknown
        // What did not run says nothing that an answer could rest on.
        case .refused: return nil
        }
        self.init(
            call: card.id, name: card.name, target: Self.target(of: card.arguments), time: time, fate: fate)
    }

    /// A call that the memory has; `nil` for one that did not run.
    init?(_ call: TalkCall) {
        guard call.fate != .refused, call.fate != .cancelled else { return nil }
        self.init(
            call: call.id, name: call.name, target: Self.target(of: call.arguments),
            time: call.began.timeIntervalSince1970, fate: call.fate)
    }

    /// Arguments that name what a call is about, the most telling first.
    private static let telling = [
        "vmid", "guest", "name", "node", "storage", "service", "upid", "tool", "query", "words", "command",
    ]
    /// Characters of a target that are kept.
    private static let longest = 200

    /// The argument that says most of what a call is about; `nil` where none does.
    private static func target(of arguments: JSONValue) -> String? {
        let members = arguments.object ?? [:]
        let named = telling.lazy.compactMap { members[$0] }.first
        let value = named ?? (members.count == 1 ? members.values.first : nil)
        switch value {
        case .string(let text)?:
            if let upid = UPID(text) {
                return upid.subject.isEmpty ? upid.type : "\(upid.type) \(upid.subject)"
            }
            return text.isEmpty ? nil : String(text.prefix(longest))
        case .integer?, .number?: return value?.text
        case .null?, .bool?, .array?, .object?, nil: return nil
        }
    }
}

/// The calls of the answer under way, and whether anything was said after them.
struct CitedRun: Equatable {
    private var begun: [TalkCall.ID: Double] = [:]
    /// In the order in which they were asked for, as their cards stand; what is looked at side by side ends in any.
    private var asked: [TalkCall.ID] = []
    private var calls: [TalkCall.ID: Citation] = [:]
    private var hasSpoken = false

    /// Takes in what the run reports at a time, in seconds since 1970.
    mutating func receive(_ event: AgentEvent, at time: Double) {
        switch event {
        case .textDelta(let text) where !text.isEmpty: hasSpoken = true
        case .reconsidered: hasSpoken = false
        case .tool(let card):
            hasSpoken = false
            if !asked.contains(card.id) { asked.append(card.id) }
            if case .running = card.state { begun[card.id] = time }
            guard let citation = Citation(card, at: begun[card.id] ?? time) else { return }
            calls[card.id] = citation
        case .textDelta, .thinkingDelta, .loading, .retrying, .appended, .response, .billed, .warning,
            .finished, .failed:
            break
        }
    }

    /// What the answer rests on; nothing where no words came after the calls.
    var citations: [Citation] { hasSpoken ? asked.compactMap { calls[$0] } : [] }
}

extension ChatEntry {
    /// What remembered messages show, with what each answer rests on; `calls` are those of the conversation.
    static func contents(of messages: [Message], citing calls: [TalkCall]) -> [Content] {
        let known = Dictionary(calls.compactMap { call in Citation(call).map { (call.id, $0) } }) {
            first, _ in first
        }
        var contents: [Content] = []
        var run: [Citation] = []
        for (index, message) in messages.enumerated() {
            if message.isQuestion { run = [] }
            contents += Self.contents(of: message)
            run += message.toolUses.compactMap { known[$0.id] }
            let isLast = index + 1 == messages.count || messages[index + 1].isQuestion
            let isAnswer = message.role == .assistant && message.toolUses.isEmpty && !message.text.isEmpty
            if isLast, isAnswer, !run.isEmpty, !CutOff.isNote(message) { contents.append(.citations(run)) }
        }
        return contents
    }
}

extension ChatPane {
    /// Whether an answer rests on calls.
    var hasCitations: Bool {
        entries.contains { if case .citations = $0.content { true } else { false } }
    }

    /// What the answer to the marked question or around the marked call rests on, else the last answer that rests on any,
    /// and which of the calls is meant.
    var meantCitations: (citations: [Citation], index: Int)? {
        let start = selected.flatMap { id in entries.firstIndex { $0.id == id } }
        if let start {
            let later = entries[start...].dropFirst().prefix { !$0.isQuestion }
            guard let citations = later.lazy.compactMap(\.content.citations).first else { return nil }
            guard case .tool(let card) = entries[start].content else { return (citations, 0) }
            return (citations, citations.firstIndex { $0.call == card.id } ?? 0)
        }
        return entries.reversed().lazy.compactMap(\.content.citations).first.map { ($0, 0) }
    }
}

extension ChatPane {
    /// What the transcript has of these calls, such as of the steps of a plan, which no message asked for.
    func calls(of citations: [Citation]) -> [TalkCall] {
        entries.compactMap { entry in
            guard case .tool(let card) = entry.content,
                let citation = citations.first(where: { $0.call == card.id })
            else { return nil }
            return TalkCall(card, citation)
        }
    }
}

extension TalkCall {
    /// A call as the chat shows it; `nil` where it is not over.
    fileprivate init?(_ card: ToolCard, _ citation: Citation) {
        var (took, outcome): (Duration?, String) = (nil, "")
        switch card.state {
        case .announced, .proposed, .waiting, .running: return nil
        case .done(let result, _, _, let time): (took, outcome) = (time, result.plainContent)
        case .refused(let reason): outcome = reason.description
        }
        self.init(
            id: card.id, name: card.name, arguments: card.arguments, tier: card.tier?.description,
            began: Date(timeIntervalSince1970: citation.time), took: took, fate: citation.fate,
            outcome: outcome)
    }
}

extension ChatEntry.Content {
    var citations: [Citation]? {
        if case .citations(let citations) = self { citations } else { nil }
    }
}
