import AIKit

/// Something the offline butler can be asked, as data: when it is meant, what has to be looked up, and who composes the
/// answer.
struct OfflineIntent: Sendable {
    /// What becomes of an utterance with words that mean nothing here and name nothing there.
    enum Care: Sendable {
        /// They do not matter.
        case overlooks
        /// The answer says first which they are.
        case admits
        /// There is no answer: it might be one to another question.
        case refuses
    }

    /// What the intent is called in tests.
    let name: String
    /// What the operator might say, for the help; `nil` for what needs no advertising.
    let example: String?
    let care: Care
    /// Any of these fits.
    let patterns: [Pattern]
    /// What is looked up in any case, at once.
    let calls: [OfflineCall]
    /// Whether the answer can leave out what was said to be left out.
    let leavesOut: Bool
    /// The answer; throws further calls it needs.
    let answer: Composer

    typealias Composer = @Sendable (Inquiry) throws(OfflineStep) -> String

    init(
        _ name: String, example: String? = nil, _ care: Care = .refuses, _ patterns: [Pattern],
        calls: [ToolName] = [], leavesOut: Bool = false, answer: @escaping Composer
    ) {
        self.name = name
        self.example = example
        self.care = care
        self.patterns = patterns
        self.calls = calls.map { $0 == .recentTasks ? .allTasks : OfflineCall($0) }
        self.leavesOut = leavesOut
        self.answer = answer
    }

    /// The first of the list that fits; `nil` when nothing was understood.
    static func meant(by inquiry: Inquiry) -> OfflineIntent? {
        all.first { intent in intent.patterns.contains { $0.fits(inquiry) } }
    }

    /// What to do next about what was said, each question in it for itself.
    static func step(for exchange: OfflineExchange) -> OfflineStep {
        let inquiries = exchange.parts.map { Inquiry($0) }
        var calls: [OfflineCall] = []
        var answers: [String] = []
        for inquiry in inquiries {
            switch step(for: inquiry, isAlone: inquiries.count == 1) {
            case .call(let more): calls += more.filter { !calls.contains($0) }
            case .say(let text): if !answers.contains(text) { answers.append(text) }
            }
        }
        guard calls.isEmpty else { return .call(Array(calls.prefix(OfflineExchange.mostAtOnce))) }
        return .say(age(of: exchange) + answers.joined(separator: "\n"))
    }

    /// What stands before an answer from figures that are not of now.
    private static func age(of exchange: OfflineExchange) -> String {
        guard let (seconds, reason) = exchange.staleness else { return "" }
        let because = reason.map { ": \($0)" } ?? "."
        return
            "What I know is \(Figures.age(seconds)) old, and what has changed since I cannot tell\(because)\n"
    }

    private static func step(for inquiry: Inquiry, isAlone: Bool) -> OfflineStep {
        do throws(OfflineStep) {
            if !isAlone, meant(by: inquiry) == nil, inquiry.isLookedUp || !inquiry.utterance.namesSomething {
                return .say("Of \"\(inquiry.exchange.text)\" I can make nothing.")
            }
            return .say(try reply(to: inquiry))
        } catch {
            return error
        }
    }

    /// Whether the answer might be one to another question.
    private static func isLost(_ inquiry: Inquiry, _ care: Care) -> Bool {
        let subjects = inquiry.subjects
        guard !subjects.unknown.isEmpty, inquiry.utterance.order == nil else { return false }
        return switch care {
        case .overlooks: false
        case .admits: subjects.found.isEmpty && subjects.unknown.contains { $0.contains(where: \.isNumber) }
        case .refuses: true
        }
    }

    private static func reply(to inquiry: Inquiry) throws(OfflineStep) -> String {
        let intent = meant(by: inquiry)
        let needsLook = inquiry.utterance.namesSomething || inquiry.exchange.refersBack
        if needsLook, !inquiry.isLookedUp, intent?.care != .overlooks { _ = try inquiry.inventory() }
        guard let intent else { return try Courtesies.confusion(inquiry) }
        let isCareful = intent.care != .overlooks
        if isCareful, let misplaced = inquiry.subjects.misplaced {
            return misplaced + (inquiry.utterance.order == nil ? "" : " Nothing was done.")
        }
        if intent.care == .refuses, let doubt = inquiry.subjects.doubt { return doubt }
        if isLost(inquiry, intent.care) { return try Courtesies.unfound(inquiry) }
        if isCareful, inquiry.utterance.exclusion != nil, !intent.leavesOut { return Courtesies.inseparable }
        try inquiry.exchange.require(intent.calls)
        let answer = try intent.answer(inquiry)
        let aside = intent.care == .admits ? inquiry.reservation : ""
        return (isCareful ? inquiry.assumptions : "") + aside + answer
    }
}

/// When an intent is meant: a sentence of conditions as data, all of which have to hold.
struct Pattern: Sendable {
    /// Where the operator stands: asking, or ordering.
    enum Mood: Sendable {
        case either
        case question
        case order
    }

    /// Groups of concepts; one of each group is spoken of.
    var words: [[Concept]] = []
    /// Concepts that are not spoken of.
    var without: [Concept] = []
    /// What the first word that is no courtesy means; anything when empty.
    var leading: [Concept] = []
    /// The kinds of thing that are named; one of them is, or anything goes when empty.
    var about: [Subject.Kind] = []
    /// Kinds of thing that are not named.
    var notAbout: [Subject.Kind] = []
    var mood = Mood.either
    /// What cannot be said in words alone.
    var provided: @Sendable (Inquiry) -> Bool = { _ in true }

    func fits(_ inquiry: Inquiry) -> Bool {
        let spoken = inquiry.utterance
        return fits(spoken.order) && words.allSatisfy { !spoken.concepts.isDisjoint(with: $0) }
            && spoken.concepts.isDisjoint(with: without)
            && (leading.isEmpty || !spoken.leading.isDisjoint(with: leading))
            && (about.isEmpty || about.contains { inquiry.subjects.names($0) })
            && !notAbout.contains { inquiry.subjects.names($0) } && provided(inquiry)
    }

    private func fits(_ order: Concept?) -> Bool {
        switch mood {
        case .either: true
        case .question: order == nil
        case .order: order != nil
        }
    }
}
