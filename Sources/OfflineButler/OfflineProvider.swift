import AIKit
import FoundationEssentials
import JSON

/// A butler without a model: understands the common questions and orders in English and answers from tool
/// results alone.
///
/// The same words over the same facts give the same answer, and nothing leaves the machine.
package struct OfflineProvider: Provider {
    package let id = "offline"
    package let model: ModelID = "offline"
    package let capabilities = ProviderCapabilities(callsTools: true, isLocal: true)
    private let now: @Sendable () -> Int

    /// - Parameter now: the time in Unix seconds.
    package init(now: @escaping @Sendable () -> Int = { Int(saturating: Date().timeIntervalSince1970) }) {
        self.now = now
    }

    package func respond(to request: ProviderRequest) -> AsyncThrowingStream<ProviderEvent, any Error> {
        let events = OfflineProvider.events(
            for: step(for: request), position: request.conversation.messages.count, model: model)
        return AsyncThrowingStream { continuation in
            for event in events { continuation.yield(event) }
            continuation.finish()
        }
    }

    /// What to do next about the conversation.
    func step(for request: ProviderRequest) -> OfflineStep {
        if request.conversation.messages.last?.handed.contains(where: \.isPrivate) == true {
            return .say(Self.unread)
        }
        return OfflineIntent.step(for: OfflineExchange(request, now: now()))
    }

    /// What is said of handed text.
    private static let unread = """
        Without a model I cannot read what a shell shows or a file says. Configure one (`jarvis config`), or ask me about \
        the cluster itself: that I understand without.
        """

    private static func events(for step: OfflineStep, position: Int, model: ModelID) -> [ProviderEvent] {
        let start = ProviderEvent.started(model: model, requestID: nil)
        let usage = ProviderEvent.usage(Usage(input: 0, output: 0))
        switch step {
        case .say(let text):
            return [start, .textDelta(text), .completed(.text(text)), usage, .finished(.endTurn)]
        case .call(let calls):
            let uses = calls.enumerated().map { index, call in
                ToolUse(
                    id: "offline-\(position)-\(index)", name: call.tool.rawValue,
                    input: .object(call.arguments))
            }
            return [start] + uses.map { .toolUseStarted(id: $0.id, name: $0.name) }
                + uses.map { .completed(.toolUse($0)) } + [usage, .finished(.toolUse)]
        }
    }
}

extension ProviderKind {
    /// No model: questions are understood by rules.
    package static let offline = ProviderKind("offline", .rules { OfflineProvider() })
}
