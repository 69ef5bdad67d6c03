import ClusterKit
import FoundationEssentials
import Multiplexer
import Screen
import Text

/// How the cluster is, in a few words: what is worst, and how much more there is.
///
/// What is not known is never fine.
struct Health {
    let severity: Severity?
    /// What is worst.
    let words: String
    /// When that began, as it follows the words; empty where that is not known.
    let onset: String
    /// How many findings there are beside; empty where there are none.
    let more: String
    /// One word for all of it.
    let word: String
    /// What is worst; `nil` where nothing is of concern.
    let worst: Concern?
    /// The figures are older than they may be, or there are none.
    let isOld: Bool

    var text: String { words + more }

    private init(
        _ severity: Severity?, _ words: String, _ word: String, onset: String = "", more: String = "",
        worst: Concern? = nil, isOld: Bool = false
    ) {
        self.severity = severity
        self.words = words
        self.word = word
        self.onset = onset
        self.more = more
        self.worst = worst
        self.isOld = isOld
    }

    /// Of the cluster on the screen.
    init(_ state: AppState) {
        self.init(state.cluster, at: state.now, state.wallClock)
    }

    init(_ pane: ClusterPane, at now: Moment, _ clock: WallClock) {
        let snapshot = pane.snapshot
        guard snapshot.access != .noPermission else {
            self.init(.critical, "no permission to see anything", "BLIND", isOld: true)
            return
        }
        guard let resources = snapshot.freshness[.resources], resources.lastGood != nil else {
            let failed = snapshot.freshness[.resources]?.lastError != nil
            self.init(
                failed ? .critical : nil, failed ? "no answer yet" : "connecting",
                failed ? "NO ANSWER" : "ASKING", isOld: true)
            return
        }
        let judgement = Judgement(of: pane.diagnosis, silent: pane.silent, at: now.instant)
        let age = Self.age(resources, at: now)
        guard let worst = judgement.concerns.first else {
            self.init(calm: judgement, age, snapshot)
            return
        }
        // As many as the list of them has lines beside.
        let others = judgement.findings.count - worst.findings.count
        let onset = worst.onset { clock.moment($0.timeIntervalSince1970, seenAt: now.epoch) }
        // The worst goes first; how old all of it is comes behind it.
        let more = [age, others > 0 ? "+\(others)" : nil].compactMap(\.self)
        self.init(
            max(worst.severity, age == nil ? .info : .warning), worst.text,
            age == nil ? Self.word(for: worst, in: pane.believed) : "STALE", onset: onset ?? "",
            more: more.map { "  \($0)" }.joined(), worst: worst, isOld: age != nil)
    }

    /// Where nothing is of concern, but perhaps not all known or fresh.
    private init(calm judgement: Judgement, _ age: String?, _ snapshot: ClusterSnapshot) {
        let isSeen = !snapshot.guests.isEmpty || snapshot.access != .unknown
        switch (age, isSeen, judgement.partly) {
        case (let age?, _, _): self.init(.warning, age, "STALE", isOld: true)
        case (nil, false, _): self.init(nil, "looking what may be seen", "LOOKING")
        case (nil, true, let partly?): self.init(nil, partly, "PARTLY")
        case (nil, true, nil):
            guard let waiting = judgement.waiting else {
                self.init(.info, Judgement.nominal, "NOMINAL")
                return
            }
            self.init(.warning, waiting, "WAITING")
        }
    }

    private static func word(for worst: Concern, in snapshot: ClusterSnapshot) -> String {
        if case .cluster(false, _, _) = snapshot.quorum { return "NO QUORUM" }
        return switch worst.severity {
        case .critical: "CRITICAL"
        case .warning: "WARNING"
        case .notice, .info: "NOTICE"
        }
    }

    /// Whatever else is known is as old as the figures; `nil` where they are fresh.
    private static func age(_ resources: Freshness, at now: Moment) -> String? {
        guard resources.isStale(at: now.instant) else { return nil }
        return "figures \(Format.duration(resources.age(at: now.instant))) old"
    }

    /// The sign before the words.
    var symbol: Symbol {
        switch severity {
        case nil: .unknown
        case .info: .running
        case .notice: .notice
        case .warning: .warning
        case .critical: .critical
        }
    }
}
