import ClusterKit
import JSON
import Jarvis
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
    private var scroll = 0
    /// The entry that was chosen; `nil` follows the newest.
    private var chosen: FeedEntry?

    /// The oldest go beyond this number; they stay in the store.
    private static let limit = 2000

    var shown: [FeedEntry] {
        filter == .all ? entries : entries.filter { filter.accepts($0) }
    }

    /// Nothing is shown.
    var isEmpty: Bool { !entries.contains(where: filter.accepts) }

    /// Takes in what is new; what happened earlier and is heard of late goes where its time puts it.
    ///
    /// A line that another of them stands for is left out.
    mutating func append(_ new: [FeedEntry]) {
        let bottom = scroll > 0 ? shown.dropLast(scroll).last : nil
        let heads = new.filter(\.fold.isHead)
        for entry in new {
            let isCovered = heads.contains { $0.time == entry.time && $0.fold.covers(entry.fold) }
            guard !isCovered else { continue }
            let place = entries.lastIndex { $0.time <= entry.time }.map { $0 + 1 } ?? 0
            entries.insert(entry, at: place)
            if entry.fold.isHead { removeLines(before: place, coveredBy: entry) }
        }
        if entries.count > Self.limit { entries.removeFirst(entries.count - Self.limit) }
        guard let bottom else { return }
        let shown = shown
        let place = shown.lastIndex(of: bottom) ?? max(0, shown.count - 1 - scroll)
        scroll = max(0, shown.count - 1 - place)
    }

    /// Takes away what an entry stands for; where that was chosen, it is chosen now.
    private mutating func removeLines(before place: Int, coveredBy head: FeedEntry) {
        let begin = entries[..<place].lastIndex { $0.fold.isBegin(of: head.fold) } ?? 0
        for index in (begin..<place).reversed() where head.fold.covers(entries[index].fold) {
            if chosen == entries[index] { chosen = head }
            entries.remove(at: index)
        }
    }

    /// Puts what the store remembers, in any order, among what came since.
    mutating func restore(_ earlier: [FeedEntry]) {
        let since = entries
        entries = []
        append(earlier.sorted { $0.time < $1.time })
        append(since)
    }

    /// Leaves nothing of what programs in the shell said but that they did.
    mutating func coverShellWords() {
        for index in entries.indices where entries[index].source == .shell {
            (entries[index].title, entries[index].detail) = ("a program's notice", "")
        }
    }

    /// Gives all that it shows other names.
    mutating func cover(by names: inout Pseudonyms) {
        for index in entries.indices { entries[index] = entries[index].covered(by: &names) }
        chosen = chosen?.covered(by: &names)
    }

    mutating func nextFilter() {
        let all = FeedFilter.allCases
        choose(all[((all.firstIndex(of: filter) ?? 0) + 1) % all.count])
    }

    mutating func choose(_ filter: FeedFilter) {
        self.filter = filter
        scroll = 0
    }

    /// The selected entry: the chosen one, or the newest where none was chosen or that one is not shown.
    var selected: FeedEntry? {
        let shown = shown
        return shown.isEmpty ? nil : shown[shown.count - 1 - Self.place(of: chosen, in: shown)]
    }

    /// Selects an older entry, or by a negative number a newer one.
    mutating func select(by entries: Int) {
        let shown = shown
        guard !shown.isEmpty else { return }
        let place = Self.place(of: chosen, in: shown).saturatingAdding(entries)
        chosen = shown[shown.count - 1 - min(max(0, place), shown.count - 1)]
    }

    /// Selects an entry of the window of so many rows, which stays where it is.
    mutating func select(_ entry: FeedEntry, rows: Int, hadKeys: Bool) {
        scroll = hidden(below: rows, hadKeys, shown)
        chosen = entry
    }

    /// Selects an entry that is shown.
    mutating func select(_ entry: FeedEntry) {
        chosen = entry
    }

    /// How many entries are newer than the chosen one.
    private static func place(of chosen: FeedEntry?, in shown: [FeedEntry]) -> Int {
        guard let chosen, let index = shown.lastIndex(of: chosen) else { return 0 }
        return shown.count - 1 - index
    }

    /// The entries in a window of so many rows; with the keys, the selected one is among them.
    func window(rows: Int, hasKeys: Bool) -> [FeedEntry] {
        let shown = shown
        return Array(shown.dropLast(hidden(below: rows, hasKeys, shown)).suffix(max(0, rows)))
    }

    /// Moves the window of so many rows towards what is older, and with the keys the selection with it.
    mutating func scroll(by lines: Int, rows: Int, hasKeys: Bool) {
        let shown = shown
        guard rows > 0, !shown.isEmpty else { return }
        let wanted = hidden(below: rows, hasKeys, shown).saturatingAdding(lines)
        scroll = min(max(0, wanted), max(0, shown.count - rows))
        guard hasKeys else { return }
        let place = Self.place(of: chosen, in: shown)
        chosen = shown[max(0, shown.count - 1 - min(max(place, scroll), scroll + rows - 1))]
    }

    /// The entries below the window.
    private func hidden(below rows: Int, _ hasKeys: Bool, _ shown: [FeedEntry]) -> Int {
        guard hasKeys else { return min(scroll, max(0, shown.count - 1)) }
        let place = Self.place(of: chosen, in: shown)
        return min(max(scroll, place - rows + 1), place)
    }
}

extension AppState {
    var feed: FeedPane {
        _read { yield kept[FeedPane.self] }
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
