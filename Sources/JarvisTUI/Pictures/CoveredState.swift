import ClusterKit
import Multiplexer
import Text

extension AppState {
    /// Every name that the picture of this state may hold.
    var pseudonyms: Pseudonyms {
        var names = Pseudonyms()
        for cluster in clusters {
            let snapshot = cluster.snapshot
            if !house.isDemo { names.note(.cluster, [cluster.name, snapshot.clusterName ?? cluster.name]) }
            names.note(
                .node,
                snapshot.nodes.map(\.name.text) + snapshot.guests.map(\.node.text)
                    + snapshot.storages.map(\.node.text) + snapshot.tasks.map(\.upid.node.text))
            names.note(.guest, snapshot.guests.compactMap(\.name))
            for guest in snapshot.guests {
                if let name = guest.name { names.note(guest: guest.vmid.description, named: name) }
            }
            let entries = Array(snapshot.entryFaults.keys) + [snapshot.entry].compactMap(\.self)
            names.note(.host, entries.map(\.host) + snapshot.nodes.compactMap(\.address))
            names.note(.storage, Self.telling(snapshot.storages.map(\.name.text)))
            names.note(
                .pool,
                Self.telling(snapshot.pools.map(\.name.text) + snapshot.guests.compactMap(\.pool?.text)))
            names.note(.tag, Self.telling(snapshot.guests.flatMap(\.tags)))
            names.note(
                .user,
                Self.telling(
                    snapshot.tasks.flatMap { task in
                        [task.upid.owner.split(separator: "@").dropLast().joined(separator: "@"), task.token]
                            .compactMap(\.self)
                    }))
        }
        for (number, name) in feed.entries.flatMap({ Self.guests(namedIn: $0.title) }) {
            names.note(.guest, [name])
            names.note(guest: number, named: name)
        }
        return names
    }

    /// Names without those that many have, and nobody is known by.
    private static func telling(_ names: [String]) -> [String] {
        names.filter { $0.count > 1 && !EverydayWords.holds($0) }
    }

    /// The words behind the numbers of guests, such as `Start 103 jellyfin` and `103 jellyfin stopped`.
    ///
    /// Guests that are gone have their names here alone. Further on a number may count seconds.
    private static func guests(namedIn title: String) -> [(number: String, name: String)] {
        let words = title.split(separator: " ")
        return zip(words, words.dropFirst()).prefix(2).compactMap { number, name in
            let digits = number.allSatisfy(\.isNumber) && number.count >= 3
            let isName = name.count > 1 && name.allSatisfy(NameWord.holds) && !EverydayWords.holds(name)
            return digits && isName ? (String(number), String(name)) : nil
        }
    }

    /// The same state with other names where it holds names, in what is said too: before anything of it is laid out or cut.
    func covered(by names: inout Pseudonyms) -> AppState {
        var state = withoutShellWords
        for index in state.clusters.indices { state.clusters[index].rename(by: &names) }
        for index in state.house.talks.indices { state.house.talks[index].cover(by: &names) }
        state.feed.cover(by: &names)
        state.house.cover(by: &names)
        state.activity = activity.map { names.text($0) }
        state.caption = caption.map { names.text($0) }
        state.layers = state.layers.map { layer in
            guard var layer = layer as? any Layer & Coverable else { return layer }
            layer.cover(by: &names)
            return layer
        }
        return state
    }

    /// The same state without what programs in the shell have said, and without layers that show it.
    var withoutShellWords: AppState {
        var state = self
        state.shell = shell.withoutWords
        state.layers = layers.filter(Self.mayBeShown)
        state.waiting = []
        state.dropNotice()
        state.feed.coverShellWords()
        return state
    }

    /// Whether a layer shows nothing but what the house itself knows.
    private static func mayBeShown(_ layer: any Layer) -> Bool {
        layer is HelpLayer || layer is ConfirmLayer || layer is DetailLayer || layer is AmissLayer
            || layer is ScenarioLayer || layer is OrderLayer
    }
}

extension HouseState {
    /// Gives what it says in the lines above and beside the columns other names; names of views go.
    fileprivate mutating func cover(by names: inout Pseudonyms) {
        mind = names.text(mind)
        views = KeptViews()
        switch kill {
        case .off: break
        case .on(var switched):
            switched.reason = switched.reason.map { names.text($0) }
            kill = .on(switched)
        case .unreadable(let fault): kill = .unreadable(names.text(fault))
        }
    }
}
