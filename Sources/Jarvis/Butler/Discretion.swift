import AIKit
import ClusterKit
import Glibc
import JSON
import Memory

/// What is kept from models that are somebody else's, of clusters as they are now.
///
/// A guest that was private once stays so until it is seen again and is not: one that is gone, or of which nothing is told
/// yet, may still be spoken of.
actor Discretion {
    private var settings: DiscretionSettings
    /// The cluster that is spoken of, and those beside it.
    private let sites: [Site]
    private let preferences: Preferences
    /// The names of the guests that were private, by their numbers and by cluster; `nil` before they were read.
    private var known: [String: [String: Set<String>]]?

    /// The tag that says so without any configuration.
    fileprivate static let tag = "private"
    private static let key = "private.guests"

    init(_ settings: DiscretionSettings, sites: [Site], preferences: Preferences) {
        self.settings = settings
        self.sites = sites
        self.preferences = preferences
    }

    /// Goes by other settings from now on.
    func use(_ settings: DiscretionSettings) { self.settings = settings }

    func scope() async -> RedactionScope {
        var snapshots: [ClusterSnapshot] = []
        for site in sites { snapshots.append(await site.snapshot) }
        if known == nil { known = await remembered() }
        let before = known ?? [:]
        for snapshot in snapshots {
            let (now, told) = Self.privateGuests(of: snapshot, settings)
            let gone = (before[snapshot.name] ?? [:]).filter { !told.contains($0.key) }
            known?[snapshot.name] = now.merging(gone) { now, before in now.union(before) }
        }
        if let known, known != before { await remember(known) }
        let words = (known ?? [:]).values.flatMap { $0.flatMap { [$0.key] + $0.value } }
        return Self.scope(of: snapshots, settings, guests: Set(words))
    }

    /// What an earlier house knew; nothing where that cannot be read.
    private func remembered() async -> [String: [String: Set<String>]] {
        do {
            let text = try await preferences.value(of: Self.key) ?? "{}"
            return (try JSONValue(bytes: text.utf8).object ?? [:]).mapValues { guests in
                (guests.object ?? [:]).mapValues { Set(($0.array ?? []).compactMap(\.string)) }
            }
        } catch {
            return [:]
        }
    }

    /// Keeps it; where that fails it is known as long as this house stands.
    private func remember(_ known: [String: [String: Set<String>]]) async {
        let value = JSONValue.object(
            known.mapValues { guests in
                .object(guests.mapValues { .array($0.sorted().map { .string($0) }) })
            })
        try? await preferences.set(Self.key, to: value.text, at: .now)
    }

    /// The private guests of a cluster, and the numbers of all that are told of.
    private static func privateGuests(
        of snapshot: ClusterSnapshot, _ settings: DiscretionSettings
    ) -> (now: [String: Set<String>], told: Set<String>) {
        var now: [String: Set<String>] = [:]
        for guest in snapshot.guests where settings.holds(guest) {
            now[String(guest.vmid.number)] = Set(guest.name.map { [$0] } ?? [])
        }
        return (now, Set(snapshot.guests.map { String($0.vmid.number) }))
    }

    /// `guests` are the words for those that are private.
    private static func scope(
        of snapshots: [ClusterSnapshot], _ settings: DiscretionSettings, guests: Set<String>
    ) -> RedactionScope {
        var withheld = guests
        var tags: Set<String> = [tag]
        for thing in settings.things {
            switch thing {
            case .thing(let target): withheld.insert(target.privateWord)
            case .tag(let name): tags.insert(name)
            }
        }
        let names = settings.hides.contains(.names) ? snapshots.flatMap(names) : []
        return RedactionScope(
            settings.hides, names: names, withheld: withheld, tags: tags,
            paths: Set(settings.paths.flatMap(spellings)))
    }

    /// A path as it was written, and with its links followed, where there is such a thing.
    private static func spellings(of path: String) -> [String] {
        guard let real = realpath(path, nil) else { return [path] }
        defer { free(real) }
        return [path, String(cString: real)]
    }

    private static func names(of snapshot: ClusterSnapshot) -> [(kind: Placeholder.Kind, name: String)] {
        var names: [(kind: Placeholder.Kind, name: String)] = snapshot.nodes.map { (.node, $0.name.text) }
        names += snapshot.guests.compactMap { guest in guest.name.map { (.guest, $0) } }
        names += snapshot.storages.map { (.storage, $0.name.text) }
        names += snapshot.pools.map { (.pool, $0.name.text) }
        return names + [snapshot.name, snapshot.clusterName].compactMap { $0.map { (.cluster, $0) } }
    }
}

extension DiscretionSettings {
    /// Whether a guest is private by these settings, or by its own tag.
    fileprivate func holds(_ guest: Guest) -> Bool {
        let tags = guest.tags.map { $0.lowercased() }
        return tags.contains(Discretion.tag)
            || things.contains { thing in
                switch thing {
                case .thing(let target): target == .guest(guest.vmid.number)
                case .tag(let name): tags.contains(name)
                }
            }
    }
}

extension ActionTarget {
    /// What it is called in a text.
    fileprivate var privateWord: String {
        switch self {
        case .guest(let number): String(number)
        case .node(let name), .storage(let name), .service(let name): name
        }
    }
}
