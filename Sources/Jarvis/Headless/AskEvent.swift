import AIKit
import JSON

/// What happens while the butler answers a command, as one line of JSON each.
package enum AskEvent: Sendable, Hashable {
    /// A part of the answer, from a model: untrusted.
    case text(String)
    /// The text so far was the model thinking aloud, and no part of the answer.
    case reconsidered
    /// Something to know beside the answer.
    case note(String)
    /// A tool call has begun or ended.
    case tool(AskedTool)
    /// The operator's word is needed; without it nothing is done.
    case question(AskedQuestion)
    /// The run is over; what kept it from a complete answer.
    case end(failure: String?)
}

/// A tool call of an answer.
package struct AskedTool: Sendable, Hashable {
    /// How far it is.
    package enum State: Sendable, Hashable {
        case running
        case ended(Ending)
        case refused
    }

    /// The same for all states of one call.
    package var id: String
    package var name: String
    package var arguments: JSONValue
    /// `GREEN` to `BLACK`.
    package var tier: String?
    package var state: State
    /// Why it failed, is not known or was refused: untrusted.
    package var detail: String?
}

/// What the operator is asked before something changes.
package struct AskedQuestion: Sendable, Hashable {
    /// Which audience and which of its cards, for the answer.
    package var audience: Int
    package var card: Int
    package var summary: String
    /// The exact call.
    package var call: String
    package var impact: [String]
    /// What is done after it as one list, in order: what it is, and its call.
    package var others: [AskedStep] = []
    package var tier: String
    /// What has to be typed; `nil` when yes is enough.
    package var word: String?
}

/// A further step of a question.
package struct AskedStep: Sendable, Hashable {
    package var summary: String
    package var call: String
}

extension AskEvent {
    /// One line that ends with LF.
    package var line: String { json.text + "\n" }

    private var json: JSONValue {
        switch self {
        case .text(let text): ["event": "text", "text": .string(text)]
        case .reconsidered: ["event": "reconsidered"]
        case .note(let text): ["event": "note", "text": .string(text)]
        case .tool(let tool): .object(["event": "tool"].merging(tool.members) { first, _ in first })
        case .question(let question):
            .object(["event": "question"].merging(question.members) { first, _ in first })
        case .end(let failure): ["event": "end", "failure": failure.map { .string($0) } ?? .null]
        }
    }

    /// Reads a line; `nil` when it is none.
    package init?(line: some StringProtocol) {
        guard let json = try? JSONValue(parsing: String(line)), let kind = json["event"]?.string else {
            return nil
        }
        switch kind {
        case "text": self = .text(json["text"]?.string ?? "")
        case "reconsidered": self = .reconsidered
        case "note": self = .note(json["text"]?.string ?? "")
        case "tool":
            guard let tool = AskedTool(json) else { return nil }
            self = .tool(tool)
        case "question":
            guard let question = AskedQuestion(json) else { return nil }
            self = .question(question)
        case "end": self = .end(failure: json["failure"]?.string)
        default: return nil
        }
    }
}

extension AskedTool {
    /// The members of its JSON object.
    package var members: [String: JSONValue] {
        [
            "id": .string(id), "name": .string(name), "arguments": arguments,
            "tier": tier.map { .string($0) } ?? .null, "state": .string(state.word),
            "detail": detail.map { .string($0) } ?? .null,
        ]
    }

    init?(_ json: JSONValue) {
        guard let id = json["id"]?.string, let name = json["name"]?.string,
            let state = json["state"]?.string.flatMap(State.init(word:))
        else { return nil }
        self.init(
            id: id, name: name, arguments: json["arguments"] ?? [:], tier: json["tier"]?.string,
            state: state, detail: json["detail"]?.string)
    }

    /// A card's state that matters without a screen; `nil` while it is only judged or asked about.
    init?(_ card: ToolCard) {
        self.init(
            id: card.id, name: card.name, arguments: card.arguments, tier: card.tier?.description,
            state: .running)
        switch card.state {
        case .announced, .proposed, .waiting: return nil
        case .running: break
        case .done(_, let ending, let line, _):
            state = .ended(ending)
            if ending != .done { detail = line }
        case .refused(let reason):
            state = .refused
            detail = reason.description
        }
    }
}

extension AskedQuestion {
    fileprivate var members: [String: JSONValue] {
        [
            "audience": .integer(audience), "card": .integer(card), "summary": .string(summary),
            "call": .string(call), "impact": .array(impact.map { .string($0) }), "tier": .string(tier),
            "others": .array(
                others.map { ["summary": .string($0.summary), "call": .string($0.call)] as JSONValue }),
            "word": word.map { .string($0) } ?? .null,
        ]
    }

    init?(_ json: JSONValue) {
        guard let audience = json["audience"]?.integer, let card = json["card"]?.integer,
            let call = json["call"]?.string
        else { return nil }
        self.init(
            audience: audience, card: card, summary: json["summary"]?.string ?? "", call: call,
            impact: json["impact"]?.array?.compactMap(\.string) ?? [], tier: json["tier"]?.string ?? "",
            word: json["word"]?.string)
        others = (json["others"]?.array ?? []).map { step in
            AskedStep(summary: step["summary"]?.string ?? "", call: step["call"]?.string ?? "")
        }
    }

    init(_ card: ConfirmationCard, audience: Int) {
        let assessment = card.action.assessment
        self.init(
            audience: audience, card: card.id, summary: assessment.summary, call: assessment.call,
            impact: assessment.impact, tier: card.tier.description)
        others = card.others.map { AskedStep(summary: $0.assessment.summary, call: $0.assessment.call) }
        if case .type(let word) = card.kind { self.word = word }
    }
}

extension AskedTool.State {
    /// `running`, `done`, `failed`, `unknown` or `refused`.
    package var word: String {
        switch self {
        case .running: "running"
        case .ended(let ending): ending.rawValue
        case .refused: "refused"
        }
    }

    fileprivate init?(word: String) {
        let ended = Ending.allCases.map(Self.ended)
        guard let state = ([.running, .refused] + ended).first(where: { $0.word == word }) else { return nil }
        self = state
    }
}
