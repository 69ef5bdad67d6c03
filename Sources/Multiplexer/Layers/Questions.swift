import Screen
import Text

/// How soon a question may lie over what the operator does.
package enum QuestionUrgency: Sendable {
    /// It answers what was done the moment before, such as a paste.
    case atOnce
    /// The operator wanted the thing: at once, unless the keyboard is elsewhere by now.
    case own
    /// It comes up of itself: not before a silence.
    case unasked
}

extension AppState {
    /// The command that opens the question in the bar, and puts an open one aside.
    package static let questionCommand = "question.open"

    /// The key of that command unless another is given.
    package static let usualQuestionKey = Key.control("g")

    /// Its keys; there is at least one.
    package var questionKeys: [Key] {
        catalog.command(id: Self.questionCommand)?.keys ?? [Self.usualQuestionKey]
    }

    /// The one of them that is shown.
    package var questionKey: Key { questionKeys.first ?? Self.usualQuestionKey }

    /// Puts a question to the operator; it waits in the bar while its keys could be meant for something else.
    package mutating func put(_ question: some AskingLayer) {
        waiting.append(question)
        raiseQuestions()
    }

    /// Opens the first question that may lie over everything now.
    package mutating func raiseQuestions() {
        guard let index = waiting.firstIndex(where: mayRaise) else { return }
        open(index)
    }

    /// Opens the first question in the bar, as the operator wants it.
    package mutating func openQuestion() {
        guard !waiting.isEmpty, !(layers.last is any AskingLayer) else { return }
        open(waiting.firstIndex { !$0.isAside } ?? 0)
    }

    /// Puts the open question back into the bar, until its key is pressed.
    package mutating func putAside() {
        guard var question = layers.last as? any AskingLayer else { return }
        removeLayer(at: layers.count - 1)
        question.isAside = true
        question.attention = nil
        waiting.append(question)
    }

    private mutating func open(_ index: Int) {
        var question = waiting.remove(at: index)
        question.isAside = false
        question.attention = Attention(
            since: now.instant, lastKey: lastKey.instant, lastAnswer: lastAnswer)
        questionPage += 1
        push(question)
    }

    private func mayRaise(_ question: any AskingLayer) -> Bool {
        guard !question.isAside else { return false }
        switch question.urgency {
        case .atOnce: return !(layers.last is any AskingLayer)
        case .own: return isKeyboardFree
        case .unasked: return isKeyboardFree && silence >= ReadingTime.deafness
        }
    }

    private var silence: Duration { now.instant - lastKey.instant }

    /// Whether no layer, no program and no line with text in it has the keys.
    private var isKeyboardFree: Bool {
        guard layers.isEmpty, shell.prefix == nil else { return false }
        return catalog[focus].isFree(in: self)
    }

    /// How soon a question comes up or begins to listen, by itself.
    package var questionTick: Duration? {
        let deafness = layers.last?.attention?.deafness(at: now.instant)
        let isRising = isKeyboardFree && waiting.contains { !$0.isAside }
        let rise = isRising ? max(.zero, ReadingTime.deafness - silence) : nil
        return [deafness, rise].compactMap(\.self).min()
    }

    /// Takes away what was settled elsewhere or has expired.
    package mutating func dropQuestions(where isOver: (any AskingLayer) -> Bool) {
        waiting.removeAll(where: isOver)
        for index in layers.indices.reversed() {
            if let layer = layers[index] as? any AskingLayer, isOver(layer) { removeLayer(at: index) }
        }
    }
}

/// Whether a question that came up takes keys yet: after a silence, whatever its age.
///
/// Each key within the deaf time begins it anew, so that neither going on typing nor a key held down can answer.
package struct Attention: Sendable, Equatable {
    private var deafUntil: ContinuousClock.Instant
    private var isAwake = false
    /// Keys came too early, and nothing was done.
    package private(set) var wasEarly = false

    /// Begins deaf, for longer after the answer to another question.
    package init(
        since now: ContinuousClock.Instant, lastKey: ContinuousClock.Instant,
        lastAnswer: ContinuousClock.Instant? = nil
    ) {
        let silent = max(now, lastKey) + ReadingTime.deafness
        deafUntil = lastAnswer.map { max(silent, $0 + ReadingTime.pause) } ?? silent
    }

    /// Whether a key at this moment counts.
    package mutating func hears(at now: ContinuousClock.Instant) -> Bool {
        if isAwake { return true }
        isAwake = now >= deafUntil
        wasEarly = !isAwake
        if !isAwake { deafUntil = max(deafUntil, now + ReadingTime.deafness) }
        return isAwake
    }

    /// Becomes deaf again, after a key that means nothing here or when the picture is another.
    package mutating func doze(at now: ContinuousClock.Instant, wasEarly: Bool = false) {
        isAwake = false
        self.wasEarly = wasEarly
        deafUntil = max(deafUntil, now + ReadingTime.deafness)
    }

    /// Whether a key would not count.
    package func isDeaf(at now: ContinuousClock.Instant) -> Bool { !isAwake && now < deafUntil }

    /// How long it is deaf if no key comes; `nil` when it is not.
    package func deafness(at now: ContinuousClock.Instant) -> Duration? {
        isDeaf(at: now) ? deafUntil - now : nil
    }
}
