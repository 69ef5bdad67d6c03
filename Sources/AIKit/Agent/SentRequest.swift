import FoundationEssentials
import Synchronization

/// A request to a model as it left this program.
package struct SentRequest: Sendable {
    package let time: Date
    /// The provider's id, such as `anthropic`.
    package let provider: String
    package let model: ModelID
    /// The server's address is this machine's or of its network.
    package let isLocal: Bool
    /// Nothing is kept back from it, but secrets.
    package let isTrusted: Bool
    /// What was said so far, with placeholders for what was kept back.
    package let conversation: Conversation
    /// The names of the tools that the model was told of.
    package let tools: [String]
    /// The most tokens that the answer may have.
    package let maxTokens: Int
    /// The model's window in tokens; `nil` where it is not known.
    package let window: Int?
    /// The tokens of the request by its bytes.
    package let estimate: Int
    /// The same as the server counted them; `nil` before it did, and where it does not.
    package fileprivate(set) var counted: Int?
    package let omission: Omission
    /// How much was kept back, and which words.
    package let count: RedactionCount
    package let kept: [KeptWord]

    package init(
        _ request: ProviderRequest, to provider: any Provider, isTrusted: Bool, at time: Date = .now,
        window: Int? = nil,
        estimate: Int = 0, omission: Omission = Omission(), count: RedactionCount = RedactionCount(),
        kept: [KeptWord] = []
    ) {
        self.time = time
        (self.provider, model, isLocal) = (provider.id, provider.model, provider.capabilities.isLocal)
        self.isTrusted = isTrusted
        conversation = request.conversation
        tools = request.tools.map(\.name.rawValue)
        maxTokens = request.maxTokens
        (self.window, self.estimate, self.omission) = (window, estimate, omission)
        (self.count, self.kept) = (count, kept)
    }
}

/// The last request to a model, in the memory of this process alone.
package final class LastRequest: Sendable {
    private let last = Mutex<SentRequest?>(nil)

    package init() {}

    /// `nil` before the first.
    package var request: SentRequest? { last.withLock { $0 } }

    func note(_ request: SentRequest) { last.withLock { $0 = request } }

    /// Notes how many tokens the server counted of it.
    func note(counted: Int?) {
        last.withLock { (last: inout SentRequest?) -> Void in last?.counted = counted }
    }
}
