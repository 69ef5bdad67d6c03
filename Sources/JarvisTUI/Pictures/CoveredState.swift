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
            names.note(.node, snapshot.nodes.map(\.name.text))
            names.note(.guest, snapshot.guests.compactMap(\.name))
            let entries = Array(snapshot.entryFaults.keys) + [snapshot.entry].compactMap(\.self)
            names.note(.host, entries.map(\.host) + snapshot.nodes.compactMap(\.address))
            names.note(.storage, Self.telling(snapshot.storages.map(\.name.text)))
            names.note(.pool, Self.telling(snapshot.pools.map(\.name.text)))
            names.note(.tag, Self.telling(snapshot.guests.flatMap(\.tags)))
        }
        names.note(.guest, feed.entries.flatMap { Self.guests(namedIn: $0.title) })
        return names
    }

    /// Names without those that nobody is known by, and that the screen has as words.
    private static func telling(_ names: [String]) -> [String] {
        names.filter { !usual.contains($0.lowercased()) }
    }

    private static let usual: Set<String> = [
        "local", "local-lvm", "local-zfs", "storage", "template", "templates", "backup", "backups", "node",
        "guest",
        "guests", "cluster", "memory", "disk", "running", "stopped", "paused", "status", "system", "test",
        "prod",
    ]

    /// The words behind the numbers of guests, such as `Start 103 jellyfin`: those that are gone have their names here
    /// alone.
    private static func guests(namedIn title: String) -> [String] {
        let words = title.split(separator: " ")
        return zip(words, words.dropFirst()).compactMap { number, name in
            let digits = number.allSatisfy(\.isNumber) && number.count >= 3
            return digits && name.allSatisfy(NameWord.holds) ? String(name) : nil
        }
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
