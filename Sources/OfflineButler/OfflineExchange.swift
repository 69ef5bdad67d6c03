import AIKit
import JSON

/// What the offline butler does next.
enum OfflineStep: Error, Sendable, Hashable {
    case call([OfflineCall])
    case say(String)
}

/// A call the offline butler wants to make.
struct OfflineCall: Sendable, Hashable {
    var tool: ToolName
    var arguments: [String: JSONValue]

    init(_ tool: ToolName, _ arguments: [String: JSONValue] = [:]) {
        self.tool = tool
        self.arguments = arguments
    }
}

/// The operator's last words, those before, and what was found out since.
struct OfflineExchange: Sendable {
    /// What became of a call.
    enum Finding: Sendable, Hashable {
        case facts(JSONValue)
        /// It ran and failed, or did not run; the sentence that says so.
        case failed(String)
        /// It may have taken effect or not.
        case uncertain(String)
        case refused(String)
    }

    /// The most calls in one answer, the rest follows in the next: an agent refuses more than 16.
    static let mostAtOnce = 12
    /// The most things that are asked one by one; an agent refuses more than 40 calls a run.
    static let mostInAll = 30

    private(set) var utterance: Utterance
    /// What was said, as it was said.
    private(set) var text: String
    /// Whether it is the later part of a sentence that named something.
    private(set) var continues = false
    /// Unix seconds.
    let now: Int
    /// How the answer is to be worded.
    let style: ButlerStyle
    /// The messages before the operator's last words.
    let earlier: [Message]
    /// The parts of the same sentence before this one.
    private var before: [String] = []
    /// The names of the tools it was given.
    let tools: Set<ToolName>
    private(set) var findings: [OfflineCall: Finding] = [:]

    init(_ request: ProviderRequest, now: Int) {
        (self.now, style) = (now, request.style)
        tools = Set(request.tools.map(\.name))
        let messages = request.conversation.messages
        let start = messages.lastIndex { $0.role == .user && !$0.text.isEmpty }
        earlier = Array(messages[..<(start ?? messages.startIndex)])
        text = start.map { Self.words(of: messages[$0]) } ?? ""
        utterance = OfflineExchange.utterance(Utterance(text), after: earlier)
        for (use, result) in OfflineExchange.answered(messages[(start ?? messages.endIndex)...]) {
            guard let tool = OfflineProvider.tools.first(where: { $0.rawValue == use.name }) else { continue }
            findings[OfflineCall(tool, use.input.object ?? [:])] = OfflineExchange.finding(result)
        }
    }

    /// What was said; what was handed over with it is named in it without its sign: `how is node pve`.
    private static func words(of message: Message) -> String {
        guard !message.handed.isEmpty else { return message.text }
        return message.text.split(separator: " ", omittingEmptySubsequences: false)
            .map { $0.hasPrefix("@") ? $0.dropFirst() : $0 }.joined(separator: " ")
    }

    /// Whether a pronoun points at something the conversation was about.
    var refersBack: Bool {
        // "Why not?" points back without one.
        let isBare = utterance.mentions(.why) && utterance.concepts.isSubset(of: [.why, .negation])
        return (utterance.mentions(.pronoun) || isBare) && !(earlier.isEmpty && before.isEmpty)
    }

    /// The questions in what was said, each as an exchange of its own.
    var parts: [OfflineExchange] {
        // The answer to a question of the butler's is never two.
        let parts = Clauses.split(text)
        guard parts.count > 1 || parts.first != text else { return [self] }
        return parts.enumerated().map { index, part in
            var exchange = self
            exchange.text = part
            exchange.before = Array(parts[..<index])
            exchange.utterance = exchange.heard([:])
            exchange.continues =
                index > 0 && !exchange.utterance.mentionsKind && exchange.utterance.hasHead
                && !exchange.utterance.mentions(.task)
            return exchange
        }
    }

    /// The same with mistyped words read as others.
    func corrected(_ readings: [(said: String, meant: String)]) -> OfflineExchange {
        var exchange = self
        exchange.utterance = heard(
            Dictionary(readings.map { ($0.said, $0.meant) }, uniquingKeysWith: { a, _ in a }))
        return exchange
    }

    private func heard(_ corrections: [String: String]) -> Utterance {
        let spoken = Utterance(text, corrections: corrections)
        guard let previous = before.last.map({ Utterance($0, corrections: corrections) }) else {
            return OfflineExchange.utterance(spoken, after: earlier)
        }
        // "Is a protected and is b": the second is asked what the first was.
        if spoken.concepts.subtracting([.pronoun]).isEmpty, spoken.namesSomething {
            return previous.said(of: spoken)
        }
        // "How many containers, and how many of them are up".
        if spoken.mentions(.pronoun), !spoken.mentionsKind {
            return spoken.about(previous.concepts.intersection(Concept.kinds))
        }
        return spoken
    }

    /// The guests of the list that was shown last, in its order.
    func listed(in inventory: Inventory) -> [SeenGuest] {
        guard let answer = earlier.last(where: { $0.role == .assistant && !$0.text.isEmpty })?.text else {
            return []
        }
        return answer.split(separator: "\n").filter { $0.hasPrefix("- ") }.compactMap { line in
            let numbers = line.split(separator: "(").dropFirst().compactMap {
                Int($0.prefix { $0 != ")" }, radix: 10)
            }
            return numbers.first.flatMap { vmid in inventory.guests.first { $0.vmid == vmid } }
        }
    }

    /// What the conversation was about last: what the operator named, else the one guest the answer named.
    func spokenOf(in inventory: Inventory) -> [Subject] {
        for part in before.reversed() {
            let found = Subjects(Utterance(part), in: inventory).found
            if !found.isEmpty { return found }
        }
        for message in earlier.reversed() where !message.text.isEmpty {
            switch message.role {
            case .user:
                let found = Subjects(Utterance(message.text), in: inventory).found
                if !found.isEmpty { return found }
            case .assistant:
                let named = Set(
                    message.text.split(separator: "(").dropFirst().compactMap {
                        Int($0.prefix { $0 != ")" }, radix: 10)
                    }
                )
                if named.count == 1, let guest = inventory.guests.first(where: { named.contains($0.vmid) }) {
                    return [.guest(guest)]
                }
            }
        }
        return []
    }
}

extension OfflineExchange {
    /// The utterance; when it only answers a question of the butler's, or asks the last one of another thing, the
    /// earlier one with what it names.
    private static func utterance(_ current: Utterance, after earlier: [Message]) -> Utterance {
        let texts = earlier.filter { $0.role == .user && !$0.text.isEmpty }.map(\.text)
        if let offered = earlier.last(where: { $0.role == .assistant }).flatMap({
            Subjects.offered(by: $0.text)
        }), let text = texts.last {
            return reply(current, to: offered, about: meant(by: text))
        }
        guard current.isElliptic,
            let asked = texts.lazy.map({ Utterance($0) }).last(where: { !$0.isElliptic }), asked.order == nil
        else {
            return current
        }
        return asked.said(of: current)
    }

    /// What was said, with mistyped words read as others where it is an order only so.
    private static func meant(by text: String) -> Utterance {
        let spoken = Utterance(text)
        guard spoken.order == nil else { return spoken }
        let readings = spoken.words.compactMap { word in Spelling.meant(by: word).map { (word, $0) } }
        let corrected = Utterance(text, corrections: Dictionary(readings) { first, _ in first })
        return corrected.order == nil ? spoken : corrected
    }

    private static func reply(_ reply: Utterance, to offer: String, about asked: Utterance) -> Utterance {
        let kinds = Concept.kinds.union([.pronoun])
        if ["no", "nope", "neither", "none", "nothing"].contains(reply.words.first) {
            return Utterance("never mind")
        }
        let offered = Utterance(offer).numbered
        guard reply.order == nil else { return reply }
        if let chosen = reply.chosen(of: offered) { return asked.said(of: chosen) }
        // A yes to several is no answer: they are asked about again.
        if reply.isAssent, !reply.namesSomething { return asked }
        guard reply.concepts.isSubset(of: kinds) else { return reply }
        if reply.namesSomething { return asked.said(of: reply) }
        return reply.concepts.isEmpty ? reply : asked.narrowed(to: reply.concepts)
    }
}

extension Utterance {
    /// What is taken of the things a question offers: the only one by a yes, one of several by its place, or all of them.
    fileprivate func chosen(of offered: Utterance) -> Utterance? {
        if let term = ordinal?.pick(from: offered.terms) { return offered.naming([term]) }
        if words == ["both"] || words == ["all"] || words == ["all", "of", "them"] { return offered }
        return isAssent && offered.terms.count == 1 ? offered : nil
    }

    fileprivate var isAssent: Bool {
        words.count <= 3 && (words.first.map(Phrases.assents.contains) ?? false)
    }
}
