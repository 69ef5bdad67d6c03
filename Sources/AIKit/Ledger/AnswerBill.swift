/// What one answer of a model used, took and cost, whether it came whole or broke off.
package struct AnswerBill: Sendable, Hashable {
    /// What was set aside for it, when something was.
    package var reservation: Reservation?
    /// The provider's name in the configuration.
    package var provider: String
    /// The model that answered.
    package var model: ModelID
    /// The server's id of the request.
    package var requestID: String?
    package var usage: Usage
    /// Whether it broke off: what was used is billed all the same.
    package var isWasted: Bool
    package var charge: Charge
    /// From the request to the first word, thought or call; `nil` when none came.
    package var firstToken: Duration?
    /// From the request to the end.
    package var took: Duration

    package init(
        reservation: Reservation? = nil, provider: String, model: ModelID, requestID: String? = nil,
        usage: Usage, isWasted: Bool = false, charge: Charge, firstToken: Duration? = nil, took: Duration
    ) {
        self.reservation = reservation
        self.provider = provider
        self.model = model
        self.requestID = requestID
        self.usage = usage
        self.isWasted = isWasted
        self.charge = charge
        self.firstToken = firstToken
        self.took = took
    }

    /// Whether there is nothing to write down: the server never began to answer, or there is no server.
    package var isEmpty: Bool {
        charge.cost == .zero && [usage.prompt, usage.output].allSatisfy { $0 ?? 0 == 0 }
    }
}

/// Money that is set aside for an answer, until its bill comes.
package struct Reservation: Sendable, Hashable {
    package let rawValue: Int64

    package init(rawValue: Int64) {
        self.rawValue = rawValue
    }
}

/// How the answers of an agent are paid for.
package struct Payment: Sendable {
    package var prices: PriceList
    /// Sets aside the most that an answer of a model can cost; throws `.overBudget` when there is not as much.
    ///
    /// Asked before every request to a model that is not local; the bill that follows names what it returned.
    package var reserve: @Sendable (Micros, ModelID) async throws(RunFailure) -> Reservation?

    package init(
        prices: PriceList = .own,
        reserve: @escaping @Sendable (Micros, ModelID) async throws(RunFailure) -> Reservation? = {
            (_, _) throws(RunFailure) in nil
        }
    ) {
        self.prices = prices
        self.reserve = reserve
    }
}
