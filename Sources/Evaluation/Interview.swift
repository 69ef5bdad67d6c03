import AIKit
import Jarvis
import Memory
import Synchronization

/// Puts one question to a mind, in a conversation of its own; whoever asks says yes to every order.
struct Interview: Sendable {
    let world: EvaluatedWorld
    let mind: Mind

    /// The longest that is waited for the answer to one thing said.
    private static let patience = Duration.seconds(300)

    func trial(of question: GradedQuestion) async -> Trial {
        let hearing = Hearing()
        let (cards, put) = AsyncStream.makeStream(of: ConfirmationCard.self)
        let butler = Butler(
            site: world.site, store: world.estate.store, mind: mind, keeper: world.estate.keeper,
            feed: world.estate.feed
        ) { event in
            hearing.take(event)
            if case .card(let card) = event { put.yield(card) }
        }
        let clerk = Task { await Self.approve(cards, of: butler) }
        for words in question.said {
            hearing.begin()
            await Self.answer(words, by: butler)
            hearing.end()
        }
        put.finish()
        await clerk.value
        await forgetTalks()
        return hearing.trial(of: question)
    }

    private static func answer(_ words: String, by butler: Butler) async {
        let alarm = Task {
            try await Task.sleep(for: patience)
            await butler.cancel()
        }
        await butler.ask(words, model: "auto")
        await butler.rest()
        alarm.cancel()
    }

    private static func approve(_ cards: AsyncStream<ConfirmationCard>, of butler: Butler) async {
        for await card in cards {
            do {
                // A word that comes sooner does not count.
                try await Task.sleep(
                    until: card.asked + ConfirmationCard.deafness + .milliseconds(20), clock: .continuous)
            } catch {
                return
            }
            let word: CardAnswer =
                switch card.kind {
                case .yesOrNo: .yes
                case .type(let word): .typed(word)
                }
            await butler.settle(card.id, word, by: "the evaluation")
        }
    }

    /// Nobody who is asked next finds this talk in the memory.
    private func forgetTalks() async {
        let talks = world.estate.store.conversations
        do throws(MemoryError) {
            for talk in try await talks.list() { try await talks.forget(talk.id) }
        } catch {
            // It is only found again by those who search for it.
            return
        }
    }
}

/// Hears what a butler shows of one question.
private final class Hearing: Sendable {
    fileprivate struct State {
        var began = ContinuousClock.now
        var took = Duration.zero
        var firstWord: Duration?
        var answer = ""
        var author: ModelID?
        var failure: RunFailure?
        var done: [String] = []
        var calls: [String] = []
        var cost = Micros.zero
        var bills: [AnswerBill] = []
        var isGuess = false
    }

    private let state = Mutex(State())

    /// The next thing is said; what is ordered and paid for stays.
    func begin() {
        state.withLock { state in
            state.began = .now
            (state.firstWord, state.answer, state.author, state.failure) = (nil, "", nil, nil)
        }
    }

    func end() {
        state.withLock { $0.took = .now - $0.began }
    }

    func take(_ event: ButlerEvent) {
        guard case .agent(let event) = event else { return }
        state.withLock { state in
            switch event {
            case .textDelta: state.firstWord = state.firstWord ?? .now - state.began
            case .reconsidered: state.firstWord = nil
            case .appended(let message) where message.role == .assistant:
                state.answer = message.text
                state.author = message.author?.model
            case .tool(let card): state.take(card)
            case .finished(let summary): state.add(summary)
            case .failed(let failure, let summary):
                state.failure = failure
                state.add(summary)
            case .billed(let bill): state.add(bill)
            case .thinkingDelta, .loading, .retrying, .appended, .response, .warning: break
            }
        }
    }

    func trial(of question: GradedQuestion) -> Trial {
        state.withLock { state in
            Trial(
                question: question, answer: state.answer, done: state.done, calls: state.calls,
                grade: state.grade(of: question), failure: state.failure?.description,
                cause: state.failure, author: state.author,
                cost: state.cost, bills: state.bills, isGuess: state.isGuess, firstWord: state.firstWord,
                took: state.took)
        }
    }
}

extension Hearing.State {
    fileprivate mutating func take(_ card: ToolCard) {
        guard case .done = card.state else { return }
        calls.append(card.name)
        guard card.tier != .green else { return }
        done.append("\(card.name) \(card.arguments["vmid"]?.integer ?? 0)")
    }

    fileprivate mutating func add(_ summary: RunSummary) {
        cost = cost + summary.cost
        isGuess = isGuess || summary.isGuess
    }

    /// What was set aside for it was so in this world's memory alone.
    fileprivate mutating func add(_ bill: AnswerBill) {
        guard !bill.isEmpty else { return }
        var bill = bill
        bill.reservation = nil
        bills.append(bill)
    }

    /// A failure that is told is no answer, and misleads nobody.
    fileprivate func grade(of question: GradedQuestion) -> Grade {
        let isFailure = failure != nil && done.allSatisfy(question.orders.contains)
        return isFailure ? .honest : question.grade(answer, done)
    }
}
