import Multiplexer

/// Something critical has just begun: for a moment the screen shows where.
struct Alarm: Equatable {
    let cluster: String
    /// What it is about, where that has a row.
    let row: ClusterRow?
    let began: ContinuousClock.Instant

    private static let length = Duration.milliseconds(1200)

    /// How much of it is over, from 0 to 1; `nil` before and after.
    func progress(at now: ContinuousClock.Instant) -> Double? {
        let share = (now - began) / Self.length
        return (0..<1).contains(share) ? share : nil
    }
}

extension AppState {
    /// The alarm that moves on this screen, and how much of it is over.
    var movingAlarm: (alarm: Alarm, progress: Double)? {
        guard mode == .jarvis, let alarm = house.alarm, alarm.cluster == cluster.name,
            let progress = alarm.progress(at: now.instant)
        else { return nil }
        return (alarm, progress)
    }
}
