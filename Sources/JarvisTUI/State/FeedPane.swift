import ClusterKit
import Multiplexer
import Text

/// Which entries the feed shows.
enum FeedFilter: String, CaseIterable, Sendable {
    case all = "ALL"
    case auto = "AUTO"
    case alerts = "ALERTS"

    func accepts(_ entry: FeedEntry) -> Bool {
        switch self {
        case .all: true
        case .auto: entry.source == .auto || entry.source == .butler
        case .alerts: entry.severity >= .warning
        }
    }
}

/// The activity feed, in order of time, newest last.
struct FeedPane: Kept, Equatable {
    private(set) var entries: [FeedEntry] = []
    private(set) var filter = FeedFilter.all
    /// Entries between the newest and the bottom of the window.
    private(set) var scroll = 0

    /// The oldest go beyond this number; they stay in the store.
    private static let limit = 2000

    var shown: [FeedEntry] {
        filter == .all ? entries : entries.filter { filter.accepts($0) }
    }

    /// Takes in what is new; what happened earlier and is heard of late goes where its time puts it.
    mutating func append(_ new: [FeedEntry]) {
        for entry in new {
            let place = entries.lastIndex { $0.time <= entry.time }.map { $0 + 1 } ?? 0
            entries.insert(entry, at: place)
        }
        if entries.count > Self.limit { entries.removeFirst(entries.count - Self.limit) }
        if scroll > 0 { scroll += new.count { filter.accepts($0) } }
    }

    /// Puts what the store remembers, in any order, among what came since.
    mutating func restore(_ earlier: [FeedEntry]) {
        let since = entries
        entries = earlier.sorted { $0.time < $1.time }
        append(since)
    }

    /// Leaves nothing of what programs in the shell said but that they did.
    mutating func coverShellWords() {
        for index in entries.indices where entries[index].source == .shell {
            (entries[index].title, entries[index].detail) = ("a program's notice", "")
        }
    }

    mutating func nextFilter() {
        let all = FeedFilter.allCases
        filter = all[((all.firstIndex(of: filter) ?? 0) + 1) % all.count]
        scroll = 0
    }

    mutating func scroll(by lines: Int) {
        scroll = min(max(0, scroll + lines), max(0, shown.count - 1))
    }
}

extension AppState {
    var feed: FeedPane {
        get { kept[FeedPane.self] }
        _modify { yield &kept[FeedPane.self] }
    }
}

extension AppState {
    /// The entries with the cluster that each is about before its title, where there are several.
    func namingClusters(_ entries: [FeedEntry]) -> [FeedEntry] {
        guard clusters.count > 1 else { return entries }
        return entries.map { entry in
            guard let cluster = entry.cluster else { return entry }
            var entry = entry
            entry.title = "\(cluster): \(entry.title)"
            return entry
        }
    }
}

/// New lines for the activity feed.
struct FeedNews: News {
    let entries: [FeedEntry]

    func enter(_ state: inout AppState) -> [Effect] {
        state.feed.append(state.namingClusters(entries))
        return []
    }
}

extension Event {
    /// New lines for the activity feed.
    static func feed(_ entries: [FeedEntry]) -> Event { .news(FeedNews(entries: entries)) }
}

/// One line of the activity feed.
struct FeedEntry: Identifiable, Equatable, Sendable {
    /// Who is behind it.
    enum Source: String, Sendable, CaseIterable {
        /// Jarvis, by himself.
        case auto = "AUTO"
        /// Jarvis, asked in the chat.
        case butler = "AI"
        /// The operator, by a key.
        case `operator` = "USER"
        /// The cluster.
        case system = "SYS"
        /// A program in the shell.
        case shell = "TERM"
    }

    let id: Int
    /// Seconds since 1970.
    var time: Double
    var severity: Severity
    var source: Source
    /// What happened, in one line; text from the cluster is part of it and untrusted.
    var title: String
    /// More, such as Proxmox's own words; may be empty.
    var detail: String
    /// The cluster that it is about; `nil` where that is none.
    var cluster: String?
}
