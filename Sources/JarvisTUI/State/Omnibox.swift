import ClusterKit
import Jarvis
import Multiplexer
import Screen
import Settings
import Text

/// What the `:` palette finds in a house besides the commands: things of the cluster, tags, and settings with their values.
enum Omnibox {
    static func items(for text: String, in state: AppState) -> (found: [PaletteItem], last: [PaletteItem]) {
        let found =
            quit(text, state) + nodes(state) + guests(state, like: text) + storages(state)
            + views(state) + settings(state)
        let ask = PaletteItem(kind: "", name: "ask Jarvis", help: "\"\(text)\"") { state in
            state.focus(.chat)
            return state.send(text)
        }
        return (found, [ask])
    }

    /// The way out, by the names that other programs have for it.
    private static func quit(_ text: String, _ state: AppState) -> [PaletteItem] {
        let name = text.lowercased()
        guard ["q", "q!", "qa", "wq", "quit", "exit", "bye"].contains(name) else { return [] }
        let id = name == "q!" || name == "qa" ? "session.end" : "session.detach"
        guard let command = state.catalog.command(id: id) else { return [] }
        return [
            PaletteItem(kind: command.keys.first?.label ?? "", name: name, help: command.help) {
                $0.run(command)
            }
        ]
    }

    private static func go(to row: ClusterRow) -> @Sendable (inout AppState) -> [Effect] {
        { state in
            state.focus(.cluster)
            state.cluster.reveal(row)
            return []
        }
    }

    private static func nodes(_ state: AppState) -> [PaletteItem] {
        state.cluster.snapshot.nodes.map { node in
            let load =
                node.state == .online
                ? "cpu\(Format.labelled(node.cpu))  ram\(Format.labelled(node.memoryFraction))"
                : node.state.rawValue
            return PaletteItem(kind: "node", name: node.name.text, help: load, run: go(to: .node(node.name)))
        }
    }

    /// Guests and tags; of thousands only those that what is typed fits in name, number or address.
    private static func guests(_ state: AppState, like text: String) -> [PaletteItem] {
        let snapshot = state.cluster.snapshot
        let fuzzy = FuzzyMatch(text)
        let text = text.lowercased()
        let mayBeAddress = text.contains { ".:".contains($0) }
        var tags: [String: Int] = [:]
        var items: [PaletteItem] = []
        for index in snapshot.guests.indices {
            for tag in snapshot.guests[index].tags { tags[tag, default: 0] += 1 }
            var name = "\(snapshot.guests[index].vmid) \(snapshot.guests[index].name ?? "")"
            // Only then: most numbers that are typed are meant to be a guest's.
            if mayBeAddress, let address = snapshot.guests[index].address.map({ "\($0)" }),
                address.contains(text)
            {
                name += " \(address)"
            }
            guard items.count < most, fuzzy.score(name: name) != nil else { continue }
            let guest = snapshot.guests[index]
            let look = guest.isTemplate == true ? "template" : "\(guest.status)"
            let load =
                guest.status == .running
                ? "  cpu\(Format.labelled(guest.cpu))  \(Format.bytes(guest.memory))" : ""
            items.append(
                PaletteItem(
                    kind: "guest", name: name, help: "\(guest.node)  \(look)\(load)",
                    run: go(to: .guest(guest.id))))
        }
        return items + tags.sorted { $0.key < $1.key }.prefix(most).map(tag)
    }

    private static let most = 200

    private static func tag(_ tag: String, _ count: Int) -> PaletteItem {
        PaletteItem(kind: "tag", name: tag, help: "shows the \(count) with this tag only") { state in
            guard let filter = try? Filter(parsing: "tag:\"\(tag)\"") else { return [] }
            state.focus(.cluster)
            return state.filter(filter)
        }
    }

    private static func storages(_ state: AppState) -> [PaletteItem] {
        state.cluster.believed.storageSights.prefix(most).map { sight in
            let storage = sight.storage
            let place = storage.isShared == true ? "shared" : storage.node.text
            return PaletteItem(
                kind: "storage", name: storage.name.text,
                help: "\(place) \(Format.percent(storage.usedFraction)) of \(Format.bytes(storage.total))",
                run: go(to: .storage(storage.id)))
        }
    }

    private static func views(_ state: AppState) -> [PaletteItem] {
        state.house.views.all.map { entry in
            PaletteItem(kind: "view", name: "view \(entry.name)", help: entry.view.words) {
                $0.useView(entry.name)
            }
        }
    }

    private static func settings(_ state: AppState) -> [PaletteItem] {
        let themes = state.themes.map { theme in
            PaletteItem(kind: "setting", name: "theme \(theme)", help: "the colours") { state in
                state.theme = theme
                return [.screen(.useTheme(theme)), .kit(.remember(.theme, theme))]
            }
        }
        let modes = VisualMode.allCases.map { mode in
            PaletteItem(kind: "setting", name: "mode \(mode.rawValue)", help: "how much moves") { state in
                state.mode = mode
                return [.kit(.remember(.mode, mode.rawValue))]
            }
        }
        let pictures = InterfaceSettings.Hud.allCases.map { hud in
            PaletteItem(
                kind: "setting", name: "hud \(hud.rawValue)",
                help: "the picture of the cluster, until Jarvis ends"
            ) { state in
                state.house.hud = hud
                return []
            }
        }
        return themes + modes + pictures
    }
}
