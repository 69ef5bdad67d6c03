import AIKit
import FoundationEssentials
import Memory
import Text

/// The money for the answers of one cluster's butler: what may be spent, what is, and the word on it.
///
/// All butlers spend from the same budgets, since they keep their bills in one memory.
package struct Purse: Sendable {
    let store: Store
    let cluster: String
    var budget: BudgetSettings
    /// When the session began that `ai.budget.session` bounds: that of the house, or of a command without one.
    var session = Date.now
    var prices = PriceList.own
    var clock: @Sendable () -> LocalTime = { .machine }

    /// Pays for the answers of an agent.
    var payment: Payment {
        Payment(prices: prices) { (most, model) throws(RunFailure) in
            try await reserve(most, for: model)
        }
    }

    /// Sets aside the most that an answer can cost, or says why not.
    private func reserve(_ most: Micros, for model: ModelID) async throws(RunFailure) -> Reservation {
        let time = clock()
        let record = SpendRecord(
            time: Date(time), cluster: cluster, provider: "", model: model.rawValue, state: .reserved,
            cost: most.rawValue)
        let grant: Spending.Grant
        let caps = budget.caps(at: time, session: session)
        do throws(MemoryError) {
            grant = try await store.spending.reserve(record, within: caps)
        } catch {
            throw .overBudget(BudgetWords.unkept(error))
        }
        switch grant {
        case .granted(let id): return Reservation(rawValue: id.rawValue)
        case .refused(let cap, let spent, let reserved):
            let period = caps.firstIndex(of: cap).map { budget.periods[$0] } ?? .day
            throw .overBudget(words(period, time, spent: spent, reserved: reserved).refusal(of: most))
        }
    }

    private func words(
        _ period: BudgetPeriod, _ time: LocalTime, spent: Int64, reserved: Int64
    ) -> BudgetWords {
        BudgetWords(
            period: period, began: period.began(at: time, session: session),
            budget: period.limit(in: budget) ?? .zero, spent: Micros(rawValue: spent),
            reserved: Micros(rawValue: reserved))
    }

    /// How each bounded period stands; at least the day.
    private func standing() async throws(MemoryError) -> [BudgetWords] {
        let time = clock()
        var standing: [BudgetWords] = []
        for period in budget.periods {
            let (spent, reserved) = try await store.spending.total(
                since: period.began(at: time, session: session))
            standing.append(words(period, time, spent: spent, reserved: reserved))
        }
        return standing
    }

    /// Why a question is not put to a model whose first answer may cost so much, in a sentence; `nil` where it can be
    /// paid for.
    func shortage(of most: Micros) async -> String? {
        guard most > .zero else { return nil }
        do throws(MemoryError) {
            return try await standing().first { $0.left < most }?.refusal(of: most)
        } catch {
            return BudgetWords.unkept(error)
        }
    }

    /// What may still be spent, by each budget there is; nothing where that cannot be read.
    var left: Micros {
        get async {
            do throws(MemoryError) {
                return try await standing().map(\.left).min() ?? .zero
            } catch {
                return .zero
            }
        }
    }

    /// That no price of a model is known, in a sentence.
    func warning(of provider: any Provider) -> String? {
        let time = Date(clock())
        guard !provider.capabilities.isLocal, prices.row(of: provider.model, at: time) == nil else {
            return nil
        }
        return
            "No price of \(Untrusted(provider.model.rawValue).line) is known: its answers count as those of the "
            + "dearest model do, \(prices.dearest(at: time).model)."
    }

    /// Keeps a bill in the place of what was set aside, and says what is spent with it; `nil` for a bill of nothing.
    func settle(
        _ bill: AnswerBill, of conversation: ConversationRecord.ID?
    ) async throws(MemoryError) -> Settlement? {
        let reserved = bill.reservation.map { SpendRecord.ID(rawValue: $0.rawValue) }
        guard !bill.isEmpty else {
            if let reserved { try await store.spending.release(reserved) }
            return nil
        }
        let time = clock()
        var record = SpendRecord(bill, cluster: cluster, at: Date(time))
        record.conversation = conversation
        let periods = budget.periods
        let settled = try await store.spending.settle(
            reserved, record, since: periods.map { $0.began(at: time, session: session) })
        let passed = periods.indices.compactMap { index in
            let words = words(periods[index], time, spent: settled.after[index], reserved: 0)
            return words.mark(after: Micros(rawValue: settled.before[index])).map { (mark: $0, words: words) }
        }
        let gravest = passed.max { $0.mark < $1.mark }
        return Settlement(
            id: settled.id,
            today: SpentToday(amount: Micros(rawValue: settled.after.first ?? 0), day: time.today),
            notice: gravest.map { $0.words.notice(of: $0.mark, in: cluster, time) })
    }

    /// What is spent today.
    func spent() async throws(MemoryError) -> SpentToday {
        let time = clock()
        let spent = try await store.spending.total(since: time.dayBegan).spent
        return SpentToday(amount: Micros(rawValue: spent), day: time.today)
    }
}

/// What came of a bill.
struct Settlement: Sendable {
    let id: SpendRecord.ID
    let today: SpentToday
    /// A word on the budget that a bill passes the highest mark of.
    let notice: EventRecord?
}

/// What was spent on a day.
package struct SpentToday: Sendable, Hashable {
    package let amount: Micros
    /// In Unix seconds.
    package let day: Range<Int>

    package init(amount: Micros, day: Range<Int>) {
        self.amount = amount
        self.day = day
    }
}

extension LocalTime {
    /// When its day began.
    var dayBegan: Date { Date(timeIntervalSince1970: Double(today.lowerBound)) }
}

extension Date {
    fileprivate init(_ time: LocalTime) {
        self.init(timeIntervalSince1970: Double(time.now))
    }
}

extension SpendRecord {
    fileprivate init(_ bill: AnswerBill, cluster: String, at time: Date) {
        self.init(
            time: time, cluster: cluster, provider: bill.provider, model: bill.model.rawValue,
            state: bill.isWasted ? .wasted : .complete, cost: bill.charge.cost.rawValue)
        request = bill.requestID
        tokens = Tokens(
            input: bill.usage.input, output: bill.usage.output, cacheRead: bill.usage.cacheRead,
            cacheWrite: bill.usage.cacheWrite, cacheWriteHour: bill.usage.cacheWriteHour,
            thinking: bill.usage.thinking)
        price = bill.charge.price
        isGuess = bill.charge.isGuess
        firstToken = bill.firstToken
        duration = bill.took
    }
}
