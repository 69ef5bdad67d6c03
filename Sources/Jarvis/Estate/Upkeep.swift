import AIKit
import FoundationEssentials
import Memory

/// Keeps the memory in order: closes what the last house left open, and lets old things go.
struct Upkeep: Sendable {
    let store: Store
    let feed: ActivityFeed
    /// When this house began: what is older is of those before.
    let began: Date
    let show: @Sendable (EstateEvent) -> Void
    /// Waits so long; ends early and throws when the surrounding task is cancelled.
    var rest: @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }

    /// Between two sweeps.
    static let interval = Duration.seconds(3600)
    /// The end of the audit log is told once in so many sweeps: once a day.
    private static let sweepsOfAnchor = 24

    /// In seconds, half of what the feed keeps.
    private static let longestAbsence = 45 * 86_400

    /// Tells what there is to know about the memory at the start, and closes the acts of the last house.
    func begin() async {
        if store.isTemporary {
            await feed.add([
                EventRecord(
                    time: .now, severity: .notice, origin: .system, kind: "memory.temporary",
                    title: "this memory ends with Jarvis",
                    detail:
                        "The feed, the conversations and the audit log are kept in no file. Only the cluster is simulated: the shell is this machine's own."
                )
            ])
        }
        await attempt { () async throws(MemoryError) in try await settleUnfinished() }
    }

    /// Forgets what is older than the policy keeps, now and every hour, and anchors the audit log, now and every day, until
    /// the surrounding task is cancelled.
    ///
    /// Where the newest that is kept is old, the clock may be wrong: then nothing is forgotten before tomorrow.
    func run() async {
        if await isClockDoubtful {
            await pause(.days(1))
        }
        var sweeps = 0
        while !Task.isCancelled {
            await attempt { () async throws(MemoryError) in _ = try await store.sweep(now: .now) }
            if sweeps % Self.sweepsOfAnchor == 0 {
                await attempt { () async throws(MemoryError) in try await tellAnchor() }
            }
            sweeps += 1
            await pause(Self.interval)
        }
    }

    private func pause(_ time: Duration) async {
        do {
            try await rest(time)
        } catch {
            // Only cancellation ends a sleep early, and whoever waits looks for it.
        }
    }

    /// Whether the last event before this start is so long ago that a sweep would take everything.
    private var isClockDoubtful: Bool {
        get async {
            let limit = Date.now.addingTimeInterval(-Double(Self.longestAbsence))
            do throws(MemoryError) {
                // This start may have told of much already.
                var page: [EventRecord] = []
                repeat {
                    page = try await store.events.list(before: page.last, limit: 100)
                    if let last = page.first(where: { $0.time < began }) { return last.time < limit }
                } while !page.isEmpty
                return false
            } catch {
                return true
            }
        }
    }

    /// Tells how the audit log ends, when it lasts.
    private func tellAnchor() async throws(MemoryError) {
        guard !store.isTemporary, let anchor = try await store.audit.anchor() else { return }
        show(.anchor(anchor))
    }

    /// Says of every act whose end nobody wrote that it is not known, once, in the feed and in the audit log.
    private func settleUnfinished() async throws(MemoryError) {
        for record in try await store.audit.unfinished() {
            guard case .intent(let intent) = record.content, intent.time < began else { continue }
            if intent.tier != SafetyTier.green.description {
                await feed.add([ActNote.unfinished(intent, record.id, at: .now)])
            }
            try await store.audit.finish(
                record.id,
                AuditOutcome(time: .now, result: .unknown, detail: "Jarvis ended before it saw the outcome."))
        }
    }

    private func attempt(_ work: () async throws(MemoryError) -> Void) async {
        do throws(MemoryError) {
            try await work()
        } catch {
            show(.forgotten(error.description))
        }
    }
}
