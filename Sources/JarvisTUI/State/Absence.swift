import ClusterKit
import FoundationEssentials
import JSON
import Multiplexer
import Text

/// What happened while nobody looked at the screen.
struct Absence: Equatable {
    /// Something that deserves attention.
    struct Event: Equatable {
        let severity: Severity
        /// `03:12 to 03:19`.
        let times: String
        /// Text from the cluster is part of it and untrusted.
        var words: String
        /// It is over by now.
        let isOver: Bool
    }

    /// Seconds since 1970.
    let from: Double
    let to: Double
    /// The worst first, and of those that matter as much the latest.
    var events: [Event]
    /// Ended tasks, and of these the backups that went well and that did not.
    let tasks: Int
    let backups: (good: Int, bad: Int)
    /// What Jarvis or the operator from elsewhere did.
    let acts: Int
    /// How bad it was in each part of the time; `nil` where nothing happened.
    let strip: [Severity?]

    /// Nobody is told of less than this, in seconds.
    static let least: Double = 300
    /// The parts that the time is drawn in.
    private static let parts = 60

    static func == (one: Absence, other: Absence) -> Bool {
        one.from == other.from && one.to == other.to && one.events == other.events
    }

    /// Of the time since `from`, as the house knows it now.
    init(from: Double, in state: AppState) {
        let now = state.now.epoch
        (self.from, to) = (from, now)
        let news = state.feed.entries.filter { $0.time > from && $0.time <= now }
        let incidents = state.house.talks.flatMap { talk in
            talk.entries.compactMap { entry -> Incident? in
                guard case .incident(let incident) = entry.content else { return nil }
                return incident.found > from || incident.ended.map { $0 > from } == true ? incident : nil
            }
        }
        events = incidents.sorted {
            ($0.severity, $0.found) > ($1.severity, $1.found)
        }
        .map { incident in
            Event(
                severity: incident.severity,
                times: incident.times(state.wallClock, seenAt: now), words: incident.text,
                isOver: !incident.stands)
        }
        let ended = state.clusters.flatMap(\.snapshot.tasks).filter { task in
            task.ended.map { $0.timeIntervalSince1970 > from } ?? false
        }
        tasks = ended.count
        let copies = ended.filter { $0.upid.type == "vzdump" }
        backups = (copies.count { $0.state.isSuccess }, copies.count { !$0.state.isSuccess })
        acts = news.count { $0.source == .butler || $0.source == .operator }
        var strip: [Severity?] = Array(repeating: nil, count: Self.parts)
        for entry in news {
            let share = (entry.time - from) / max(1, now - from)
            let part = min(Self.parts - 1, max(0, Int(saturating: share * Double(Self.parts))))
            strip[part] = max(strip[part] ?? .info, entry.severity)
        }
        self.strip = strip
    }
}

extension AppState {
    /// Notes that nobody looks from now on.
    mutating func noteDeparture() {
        house.leftAt = now.epoch
    }

    /// Tells what happened since somebody looked last, in each talk and in the feed.
    mutating func tellAbsence() {
        let left = house.leftAt
        house.leftAt = nil
        guard let left, now.epoch - left >= Absence.least else { return }
        let absence = Absence(from: left, in: self)
        for cluster in clusters.map(\.name) { talk(of: cluster) { $0.tell(absence) } }
        feed.append([
            FeedEntry(
                id: Int.min.saturatingAdding(Int(saturating: left)), time: left, severity: .info,
                source: .operator,
                title: "you left",
                detail: "until \(wallClock.moment(now.epoch, seenAt: now.epoch))")
        ])
    }
}
