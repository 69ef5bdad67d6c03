import FoundationEssentials
internal import GRDB

/// One answer of a model: its tokens, what it cost and how long it took.
package struct SpendRecord: Sendable, Hashable {
    package typealias ID = RowID<SpendRecord>

    /// How far the answer is.
    package enum State: String, Sendable, Hashable, CaseIterable {
        /// It is under way, and the cost is the most that it can be.
        case reserved
        case complete
        /// It broke off; what was used is billed all the same.
        case wasted
        /// Jarvis ended while it was under way: what it cost is not known, and counted as the most that it could be.
        case lost
    }

    /// The tokens by the classes that are priced apart; `nil` where the server did not say.
    package struct Tokens: Sendable, Hashable {
        package var input: Int?
        package var output: Int?
        package var cacheRead: Int?
        /// For five minutes and for an hour together.
        package var cacheWrite: Int?
        package var cacheWriteHour: Int?
        package var thinking: Int?

        package init(
            input: Int? = nil, output: Int? = nil, cacheRead: Int? = nil, cacheWrite: Int? = nil,
            cacheWriteHour: Int? = nil, thinking: Int? = nil
        ) {
            self.input = input
            self.output = output
            self.cacheRead = cacheRead
            self.cacheWrite = cacheWrite
            self.cacheWriteHour = cacheWriteHour
            self.thinking = thinking
        }
    }

    /// `nil` until the store has kept it.
    package var id: ID?
    /// When it was asked for, kept to the millisecond.
    package var time: Date
    /// Whose butler asked; `jarvis eval` or `jarvis exam` for the answers to those.
    package var cluster: String
    package var conversation: ConversationRecord.ID?
    /// The message that it became; `nil` for one that became none.
    package var message: MessageRecord.ID?
    /// The server's id of the request.
    package var request: String?
    package var provider: String
    /// The model that answered; before it did, the one that was asked.
    package var model: String
    package var state: State
    package var tokens = Tokens()
    /// In micro-dollars.
    package var cost: Int64
    /// The row of the price list.
    package var price: String?
    /// Whether nobody knows what it really cost.
    package var isGuess = false
    package var firstToken: Duration?
    package var duration: Duration?

    package init(
        time: Date, cluster: String, conversation: ConversationRecord.ID? = nil, provider: String,
        model: String, state: State, cost: Int64
    ) {
        self.time = time
        self.cluster = cluster
        self.conversation = conversation
        self.provider = provider
        self.model = model
        self.state = state
        self.cost = cost
    }

    /// No count and no amount is larger in the file, so that sums of many stay within 64 bits.
    static let limit: Int64 = 1_000_000_000_000_000

    /// What the file keeps.
    var columns: KeyValuePairs<String, (any DatabaseValueConvertible)?> {
        [
            "time": time.milliseconds, "cluster": cluster, "conversation": conversation?.rawValue,
            "message": message?.rawValue, "request": request, "provider": provider, "model": model,
            "state": state.rawValue, "inputTokens": Self.bounded(tokens.input),
            "outputTokens": Self.bounded(tokens.output),
            "cacheReadTokens": Self.bounded(tokens.cacheRead),
            "cacheWriteTokens": Self.bounded(tokens.cacheWrite),
            "cacheWriteHourTokens": Self.bounded(tokens.cacheWriteHour),
            "thinkingTokens": Self.bounded(tokens.thinking), "cost": min(max(0, cost), Self.limit),
            "price": price, "isGuess": isGuess, "firstToken": firstToken?.wholeMilliseconds,
            "duration": duration?.wholeMilliseconds,
        ]
    }

    private static func bounded(_ count: Int?) -> Int64? {
        count.map { min(max(0, Int64(clamping: $0)), limit) }
    }

    init(row: Row) throws {
        self.init(
            time: try row.date("time"), cluster: try row.value("cluster"),
            conversation: try row.optionalID("conversation"), provider: try row.value("provider"),
            model: try row.value("model"), state: try row.word("state"), cost: try row.value("cost"))
        id = try row.id()
        message = try row.optionalID("message")
        request = try row.optional("request")
        tokens = Tokens(
            input: try row.optional("inputTokens"), output: try row.optional("outputTokens"),
            cacheRead: try row.optional("cacheReadTokens"), cacheWrite: try row.optional("cacheWriteTokens"),
            cacheWriteHour: try row.optional("cacheWriteHourTokens"),
            thinking: try row.optional("thinkingTokens"))
        price = try row.optional("price")
        isGuess = try row.value("isGuess")
        firstToken = try row.duration("firstToken")
        duration = try row.duration("duration")
    }
}
