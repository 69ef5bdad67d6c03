import ClusterKit
import Jarvis
import Memory
import Synchronization

/// Sees everything an estate shows, and lets a test wait for something among it.
final class Witness: Sendable {
    private struct State {
        var seen: [EstateEvent] = []
        var listeners: [AsyncStream<EstateEvent>.Continuation] = []
    }

    private let state = Mutex(State())

    func note(_ event: EstateEvent) {
        state.withLock { state in
            state.seen.append(event)
            for listener in state.listeners { listener.yield(event) }
        }
    }

    /// The first that fits, past or to come.
    func first<Found: Sendable>(_ pick: (EstateEvent) -> Found?) async throws -> Found {
        for await event in events {
            if let found = pick(event) { return found }
        }
        throw CancellationError()
    }

    /// The first snapshot that fits.
    func snapshot(where fits: (ClusterSnapshot) -> Bool) async throws -> ClusterSnapshot {
        try await first { event in
            if case .snapshot(let told) = event, fits(told.snapshot) { told.snapshot } else { nil }
        }
    }

    /// The first line of the feed of this kind, about this subject when one is named.
    func line(_ kind: String, about subject: String? = nil) async throws -> EventRecord {
        try await first { event in
            guard case .events(let lines) = event else { return nil }
            return lines.first { $0.kind == kind && (subject == nil || $0.subject == subject) }
        }
    }

    /// The first line of the feed of this kind that names a node, beside others or alone.
    func line(_ kind: String, naming node: String) async throws -> EventRecord {
        try await first { event in
            guard case .events(let lines) = event else { return nil }
            return lines.first { $0.kind == kind && $0.title.contains(node) }
        }
    }

    /// What the butlers warned of so far.
    var warnings: [String] {
        state.withLock { state in
            state.seen.compactMap { event in
                if case .butler(.agent(.warning(let words)), _) = event { words } else { nil }
            }
        }
    }

    /// The kinds of all lines of the feed so far.
    var kinds: [String] {
        state.withLock { state in
            state.seen.flatMap { event -> [String] in
                if case .events(let lines) = event { lines.map(\.kind) } else { [] }
            }
        }
    }

    private var events: AsyncStream<EstateEvent> {
        let (stream, listener) = AsyncStream.makeStream(of: EstateEvent.self)
        state.withLock { state in
            for event in state.seen { listener.yield(event) }
            state.listeners.append(listener)
        }
        return stream
    }
}
