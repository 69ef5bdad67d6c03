/// When a snapshot is handed on: a state machine without a clock.
///
/// What concerns the whole cluster goes out at once. One node's storages may wait a quarter of a second, because
/// on a thousand nodes some thirty such answers come every second, and each snapshot costs its readers the same.
struct SnapshotValve {
    /// The shortest time between a snapshot and the next that only brings a node's storages.
    private static let pause = Duration.milliseconds(250)

    private var opened: ContinuousClock.Instant?
    /// When what is held back goes out; `nil` while nothing is.
    private(set) var due: ContinuousClock.Instant?

    /// Takes an answer in; what it changed is held back until `due` when it may wait.
    mutating func take(_ section: SnapshotSection, at now: ContinuousClock.Instant) {
        guard due == nil || !section.kind.isOfNode else { return }
        due = section.kind.isOfNode ? max(now, opened.map { $0 + Self.pause } ?? now) : now
    }

    /// Whether a snapshot goes out now, with all that was held back.
    mutating func opens(at now: ContinuousClock.Instant) -> Bool {
        guard let due, due <= now else { return false }
        self.due = nil
        opened = now
        return true
    }
}
