import FoundationEssentials

/// Watches one answer from the request on, and makes its bill.
struct AnswerMeter {
    private let provider: any Provider
    private let prices: PriceList
    private let asked = Date.now
    private let began = ContinuousClock.now
    private var most = Micros.zero
    private var reservation: Reservation?
    private var requestID: String?
    private var firstToken: Duration?
    private var hasBegun = false

    init(_ provider: any Provider, _ prices: PriceList) {
        self.provider = provider
        self.prices = prices
    }

    /// Sets aside what the request can cost at most; nothing for a model of one's own.
    mutating func reserve(_ request: ProviderRequest, by payment: Payment) async throws(RunFailure) {
        guard !provider.capabilities.isLocal else { return }
        most = prices.most(of: request, to: provider.model, at: asked)
        reservation = try await payment.reserve(most, provider.model)
    }

    mutating func note(_ event: ProviderEvent) {
        switch event {
        case .retrying, .loading: return
        case .started(_, let id): requestID = id ?? requestID
        case .textDelta, .thinkingDelta, .toolUseStarted, .completed:
            if firstToken == nil { firstToken = .now - began }
        case .reconsidered, .usage, .finished: break
        }
        hasBegun = true
    }

    /// The bill of what came; `isWasted` when it broke off.
    func bill(_ usage: Usage, of model: ModelID, isWasted: Bool) -> AnswerBill {
        AnswerBill(
            reservation: reservation, provider: provider.id, model: model, requestID: requestID,
            usage: usage, isWasted: isWasted, charge: charge(for: usage, of: model), firstToken: firstToken,
            took: .now - began)
    }

    /// An answer whose tokens the server did not tell costs what was set aside for it.
    private func charge(for usage: Usage, of model: ModelID) -> Charge {
        if provider.capabilities.isLocal { return Charge(cost: .zero, price: PriceRow.free.name) }
        guard usage == Usage() else { return prices.charge(for: usage, by: model, at: asked) }
        guard hasBegun else { return Charge(cost: .zero, price: Charge.notBegun) }
        return Charge(cost: most, price: Charge.notTold, isGuess: true)
    }
}

extension PriceList {
    /// The most that the answer to a request can cost.
    fileprivate func most(of request: ProviderRequest, to model: ModelID, at time: Date) -> Micros {
        // No tokenizer makes more than half as many tokens of our English and JSON as they have bytes.
        most(of: model, at: time, prompt: SentSize.of(request) / 2, output: request.maxTokens)
    }
}

extension Agent {
    /// The tokens of what is sent with a question, estimated by its bytes.
    package func tokens(for question: Message, in conversation: Conversation) -> Int {
        var conversation = conversation
        conversation.append(question)
        return SentSize.of(request(about: conversation)) / 3
    }

    /// The most that the first answer to a question can cost.
    package func most(for question: Message, in conversation: Conversation, within window: SentWindow)
        -> Micros
    {
        guard !provider.capabilities.isLocal else { return .zero }
        var (window, conversation) = (window, conversation)
        conversation.append(question)
        let request = window.fit(request(about: conversation))
        return payment.prices.most(of: request, to: provider.model, at: .now)
    }
}

extension Charge {
    /// In the place of a row, for a request that was not answered at all.
    package static let notBegun = "not answered"
    /// In the place of a row, for an answer without a word on its tokens.
    package static let notTold = "tokens not told"
}
