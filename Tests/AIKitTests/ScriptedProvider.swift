import Counterparts
import Synchronization

@testable import AIKit

/// A provider that says what it was told to say, one script a response.
final class ScriptedProvider: Provider {
    enum Line: Sendable {
        case event(ProviderEvent)
        case fail(ProviderError)
        /// Says nothing more until it is cancelled.
        case hang
    }

    let id = "scripted"
    let model: ModelID = "scripted-1"
    let capabilities = ProviderCapabilities(callsTools: true, isLocal: true)
    private let scripts: Mutex<[[Line]]>
    private let asked = Collected<ProviderRequest>()

    init(_ scripts: [[Line]]) {
        self.scripts = Mutex(scripts)
    }

    var requests: [ProviderRequest] { asked.all }

    func respond(to request: ProviderRequest) -> AsyncThrowingStream<ProviderEvent, any Error> {
        asked.add(request)
        let script = scripts.withLock { $0.isEmpty ? [] : $0.removeFirst() }
        return AsyncThrowingStream { continuation in
            for line in script {
                switch line {
                case .event(let event): continuation.yield(event)
                case .fail(let error): return continuation.finish(throwing: error)
                case .hang: return
                }
            }
            continuation.finish()
        }
    }
}

extension [ScriptedProvider.Line] {
    /// A complete answer in words.
    static func says(_ text: String, _ reason: StopReason = .endTurn) -> Self {
        [
            .event(.textDelta(text)), .event(.completed(.text(text))),
            .event(.usage(Usage(input: 10, output: 2))),
            .event(.finished(reason)),
        ]
    }

    /// A complete answer with calls.
    static func calls(_ uses: ToolUse..., reason: StopReason = .toolUse) -> Self {
        uses.map { .event(.toolUseStarted(id: $0.id, name: $0.name)) }
            + uses.map { .event(.completed(.toolUse($0))) }
            + [.event(.usage(Usage(input: 10, output: 5))), .event(.finished(reason))]
    }
}
