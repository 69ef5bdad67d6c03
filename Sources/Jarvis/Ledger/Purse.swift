import AIKit
import FoundationEssentials
import Memory
import Text

/// The money for the answers of one cluster's butler: what may be spent, what is, and the word on it.
///
/// All butlers spend from the same day's budget, since they keep their bills in one memory.
package struct Purse: Sendable {
    let store: Store
    let cluster: String
    var budget: BudgetSettings
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
        do throws(MemoryError) {
            grant = try await store.spending.reserve(
                record, limit: budget.day.rawValue, since: time.dayBegan)
        } catch {
            throw .overBudget(BudgetWords.unkept(error))
        }
        switch grant {
        case .granted(let id): return Reservation(rawValue: id.rawValue)
        case .refused(let spent, let reserved):
            let words = BudgetWords(
                budget: budget.day, spent: Micros(rawValue: spent), reserved: Micros(rawValue: reserved))
            throw .overBudget(words.refusal(of: most))
        }
    }

    /// Why a question is not put to a model whose first answer may cost so much, in a sentence; `nil` where it can be
    /// paid for.
    func shortage(of most: Micros) async -> String? {
        guard most > .zero else { return nil }
        do throws(MemoryError) {
            let (spent, reserved) = try await store.spending.total(since: clock().dayBegan)
            let words = BudgetWords(
                budget: budget.day, spent: Micros(rawValue: spent), reserved: Micros(rawValue: reserved))
            return words.left < most ? words.refusal(of: most) : nil
        } catch {
            return BudgetWords.unkept(error)
        }
    }

    /// What may still be spent today; nothing where that cannot be read.
    var left: Micros {
        get async {
            do throws(MemoryError) {
                let (spent, reserved) = try await store.spending.total(since: clock().dayBegan)
                return BudgetWords(
                    budget: budget.day, spent: Micros(rawValue: spent), reserved: Micros(rawValue: reserved)
                ).left
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
        let (id, before, after) = try await store.spending.settle(reserved, record, since: time.dayBegan)
        let words = BudgetWords(
            budget: budget.day, spent: Micros(rawValue: after), reserved: .zero)
        return Settlement(
            id: id, today: SpentToday(amount: Micros(rawValue: after), day: time.today),
            notice: words.notice(after: Micros(rawValue: before), of: cluster, time))
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
    /// A word on the budget, at the bill with which a mark is passed.
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
