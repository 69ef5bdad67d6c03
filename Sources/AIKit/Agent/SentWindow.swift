import JSON

/// What a mind is sent of a conversation, so that it fits the mind's context window.
///
/// Three quarters of the window are for what is sent, the rest for the answer. The conversation itself is never changed.
/// How many bytes make a token is taken from what the server counts.
package struct SentWindow: Sendable, Hashable {
    /// The window in tokens; `nil` when unknown: then everything is sent.
    package private(set) var tokens: Int?
    /// Whether something is left out of what was last fitted, beside what a summary stands for.
    private(set) var isPartial = false
    /// How much of the window what was sent last took; `nil` where that is not known.
    private var taken: Double?
    private var form = SentForm()
    private var bytesPerToken = 3.0
    private var hasTold = false
    /// The window in tokens that would do, where this one is cramped.
    private var advice: Int?
    /// How often the server was asked for its window.
    private var asked = 0

    package init(tokens: Int? = nil) {
        self.tokens = tokens
    }

    /// Another conversation begins; what is known of the mind stays known.
    package mutating func beginAnew() {
        form = SentForm()
        (isPartial, hasTold, taken) = (false, false, nil)
    }

    /// How much of the window what was sent last took, from 0 on; 1 where it had to be cut to fit, and `nil` where that is not
    /// known.
    package var share: Double? { isPartial ? 1 : taken }

    /// The bytes of text that half of the window holds; `nil` when it is unknown.
    package var halfInBytes: Int? { tokens.map { Int(saturating: Double($0) * bytesPerToken / 2) } }

    /// The request as it is sent.
    ///
    /// The beginning of what is sent moves in steps, when the room is used up, and not with every turn.
    mutating func fit(_ request: ProviderRequest) -> ProviderRequest {
        form.settle(in: request.conversation)
        var fitted = request
        guard let tokens else {
            (fitted.conversation, isPartial) = form.sent(request.conversation)
            return fitted
        }
        let messages = request.conversation.messages
        let fixed = SentSize.fixed(request)
        let room = room(beside: fixed, tokens)
        let least = Int(saturating: Double(fixed) / bytesPerToken)
        advice = room.isCramped ? request.wantedWindow(prompt: least) : nil
        if form.size(of: messages) > room.bytes {
            form = form.moved(for: messages, room: room.bytes)
        }
        (fitted.conversation, isPartial) = form.sent(request.conversation)
        let estimated = estimate(fitted)
        taken = Double(estimated) / Double(tokens)
        let left = tokens - estimated - tokens / 16
        fitted.maxTokens = max(1, min(request.maxTokens, max(tokens / 4, left)))
        return fitted
    }

    /// The bytes for messages; where this program's own words and tools leave less than an eighth of the window of its
    /// three quarters, half of what they leave of all, and then it is cramped.
    private func room(beside fixed: Int, _ tokens: Int) -> (bytes: Int, isCramped: Bool) {
        let whole = Int(saturating: Double(tokens) * bytesPerToken)
        let (usual, rest) = (whole / 4 * 3 - fixed, (whole - fixed) / 2)
        return usual < whole / 8 ? (max(0, usual, rest), true) : (usual, false)
    }

    /// Takes what the server counted of a request it answered.
    mutating func learn(prompt: Int?, of sent: ProviderRequest) {
        if let prompt, let tokens { taken = Double(prompt) / Double(tokens) }
        // Very short ones say more of what stands around the text than of the text.
        guard let prompt, prompt >= 256 else { return }
        bytesPerToken = min(max(1, Double(SentSize.of(sent)) / Double(prompt)), 4)
    }

    /// Takes a refusal of what was sent as too long; both figures in tokens, when the server told them.
    mutating func refused(_ sent: ProviderRequest, prompt: Int?, limit: Int?) {
        if let counted = prompt ?? limit, counted > 0 {
            // Where the prompt is not counted, it is known to have more than the limit.
            bytesPerToken = min(bytesPerToken, max(0.01, Double(SentSize.of(sent)) / Double(counted)))
        }
        let found = limit ?? prompt ?? estimate(sent)
        tokens = min(tokens ?? .max, max(1, found))
    }

    /// What the operator is told, once in a conversation, when something is left out; `nil` at any other time.
    mutating func tell() -> String? {
        guard isPartial, !hasTold, let tokens else { return nil }
        hasTold = true
        return
            "This conversation has outgrown the model's window of \(tokens) tokens: the model is sent its newest "
            + "part, and of long results the beginning. Here it stays whole."
            + (advice.map {
                " Jarvis' own words and tools fill most of that window: start its server with \($0) tokens "
                    + "(llama-server: -c \($0))."
            } ?? "")
    }

    /// Asks the server for its window, when that is unknown and something could be left out.
    mutating func ask(_ provider: any Provider, about conversation: Conversation) async {
        guard tokens == nil, asked < 3, conversation.messages.count > 1 else { return }
        asked += 1
        tokens = await provider.contextTokens().map { max(1, $0) }
    }

    /// What of a conversation was left out of what was last fitted.
    func omission(of conversation: Conversation) -> Omission { form.omission(of: conversation) }

    /// The tokens of a request, as far as can be told before it is sent.
    func estimate(_ request: ProviderRequest) -> Int {
        Int(saturating: Double(SentSize.of(request)) / bytesPerToken)
    }
}
