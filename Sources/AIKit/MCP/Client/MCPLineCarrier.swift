import JSON
import Synchronization

/// Messages as lines of text, as standard input and output of a program have them.
///
/// Whoever reads the program hands its lines in; answers are found by their ids, and one that nobody waits for is dropped.
package final class MCPLineCarrier: MCPCarrier {
    private struct State {
        var waiting: [Int: CheckedContinuation<Result<JSONValue, MCPFault>, Never>] = [:]
        var tide = MCPTide()
        var babble = 0
        var hasNews = false
        /// Why nothing more comes.
        var end: MCPFault?
    }

    private let state = Mutex(State())
    /// Takes a line without its end; waits for nobody.
    private let write: @Sendable (String) -> Void
    private let letGo: @Sendable () async -> Void

    /// `write` hands a line to the server, `letGo` ends it.
    package init(write: @escaping @Sendable (String) -> Void, letGo: @escaping @Sendable () async -> Void) {
        self.write = write
        self.letGo = letGo
    }

    package func ask(_ sending: MCPSending) async throws(MCPFault) -> JSONValue {
        guard let id = sending.id else { return .null }
        let outcome = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let fault = state.withLock { state -> MCPFault? in
                    if let end = state.end { return end }
                    if Task.isCancelled { return .cancelled }
                    state.waiting[id] = continuation
                    return nil
                }
                if let fault { return continuation.resume(returning: .failure(fault)) }
                write(sending.message.text)
            }
        } onCancel: {
            settle(id, .failure(.cancelled))
        }
        return try outcome.get()
    }

    package func tell(_ sending: MCPSending) async {
        guard state.withLock({ $0.end == nil }) else { return }
        write(sending.message.text)
    }

    package func close() async {
        end(.gone("it was let go"))
        await letGo()
    }

    package func ended() -> MCPFault? { state.withLock { $0.end } }

    package func hasNews() -> Bool {
        state.withLock { state in
            defer { state.hasNews = false }
            return state.hasNews
        }
    }

    /// Takes a line of the server's.
    package func receive(_ line: String) {
        if let fault = state.withLock({ $0.tide.note(line.utf8.count) }) { return end(fault) }
        guard line.contains(where: { !$0.isWhitespace }) else { return }
        switch Self.heard(line) {
        case .answer(let id, let message): settle(id, .success(message))
        case .question(let reply): write(reply.text)
        case .news: state.withLock { $0.hasNews = true }
        case .chatter: break
        case .nothing:
            let count = state.withLock { state in
                state.babble += 1
                return state.babble
            }
            // Programs print words of their own at times; one that does nothing else is none of those that serve.
            if count > MCPBounds.babble {
                end(.nonsense("it prints lines that are no messages, such as \(MCPFault.quoted(line))"))
            }
        }
    }

    private static func heard(_ line: String) -> MCPHeard {
        do throws(JSONFault) {
            return MCPHeard(try JSONValue(unambiguous: line))
        } catch {
            return .nothing
        }
    }

    /// Nothing more comes, for this reason; whoever waits is told.
    package func end(_ fault: MCPFault) {
        let waiting = state.withLock { state in
            state.end = state.end ?? fault
            defer { state.waiting = [:] }
            return state.waiting
        }
        for continuation in waiting.values { continuation.resume(returning: .failure(fault)) }
    }

    private func settle(_ id: Int, _ outcome: Result<JSONValue, MCPFault>) {
        state.withLock { $0.waiting.removeValue(forKey: id) }?.resume(returning: outcome)
    }
}
