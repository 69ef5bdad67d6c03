import AIKit

/// Stands for a model whose key cannot be read: asked, it says why, and nothing is sent.
struct KeylessProvider: Provider {
    let id: String
    let model: ModelID
    let capabilities: ProviderCapabilities
    /// What is wrong with the key, in a sentence.
    let reason: String

    init(_ provider: any Provider, reason: String) {
        (id, model, capabilities) = (provider.id, provider.model, provider.capabilities)
        self.reason = reason
    }

    func respond(to request: ProviderRequest) -> AsyncThrowingStream<ProviderEvent, any Error> {
        AsyncThrowingStream { $0.finish(throwing: ProviderError.misconfigured(detail: reason)) }
    }
}
