import Memory
import Text

/// The activity feed: what is added to it is kept first and then shown.
package struct ActivityFeed: Sendable {
    private let log: EventLog
    private let show: @Sendable (EstateEvent) -> Void

    package init(_ store: Store, show: @escaping @Sendable (EstateEvent) -> Void) {
        log = store.events
        self.show = show
    }

    /// Adds lines in the order things happened; one whose dedupe key is known already is dropped.
    ///
    /// A memory that fails costs the memory, not the sight.
    package func add(_ lines: [EventRecord]) async {
        guard !lines.isEmpty else { return }
        let lines = lines.map { line in
            var line = line
            line.title = line.title.coveringSecrets
            line.detail = line.detail?.coveringSecrets
            return line
        }
        do throws(MemoryError) {
            let ids = try await log.append(lines)
            let kept = zip(lines, ids).compactMap { line, id in
                id.map { id in
                    var line = line
                    line.id = id
                    return line
                }
            }
            if !kept.isEmpty { show(.events(kept)) }
        } catch {
            show(.events(lines))
            show(.forgotten(error.description))
        }
    }
}
