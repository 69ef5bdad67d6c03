import ClusterKit
import Jarvis
import Multiplexer
import Screen

extension Commands {
    /// Moving in the cluster column and looking closer.
    static let cluster: [Command] = [
        move("cluster.down", "Down", ["j", .down], by: 1), move("cluster.up", "Up", ["k", .up], by: -1),
        move("cluster.pagedown", "Page down", [.pageDown, .control("f")], by: 15),
        move("cluster.pageup", "Page up", [.pageUp, .control("b")], by: -15),
        move("cluster.first", "First", ["g", .home], by: -1_000_000),
        move("cluster.last", "Last", ["G", .end], by: 1_000_000),
        Command(
            id: "cluster.detail", name: "Details", keys: [.enter],
            help: "Shows graphs and facts of the selected node, guest, storage or task.",
            scope: .panel(.cluster),
            isProminent: true
        ) { state in
            state.openDetail()
        },
        Command(
            id: "cluster.mark", name: "Mark", keys: [.space],
            help:
                "Marks the node or guest: Enter compares what is marked, and a guest's keys are for all of it.",
            scope: .panel(.cluster)
        ) { state in
            state.cluster.toggleMark()
            return []
        },
        Command(
            id: "cluster.fold", name: "Fold", keys: ["f"],
            help: "Folds or unfolds what the selected row heads or stands below.", scope: .panel(.cluster)
        ) { state in
            state.cluster.toggleFold()
            return []
        },
        Command(
            id: "cluster.open", name: "Open", keys: [.right, "l"],
            help: "Unfolds the selected row, or looks closer at it.", scope: .panel(.cluster)
        ) { state in
            state.cluster.open() ? [] : state.openDetail()
        },
        Command(
            id: "cluster.close", name: "Close", keys: [.left, "h"],
            help: "Folds the selected row, or goes to the one that it stands below.", scope: .panel(.cluster)
        ) { state in
            state.cluster.close()
            return []
        },
        Command(
            id: "cluster.foldall", name: "Fold all", keys: ["F"],
            help: "Folds all nodes or groups, or unfolds them again.", scope: .panel(.cluster)
        ) { state in
            state.cluster.toggleAll()
            return []
        },
        copy("cluster.copy", "Copy", "y", "Copies the selected row: what it is, where, and how it is.") {
            $0.line
        },
        copy(
            "cluster.copyid", "Copy identifier", "Y",
            "Copies the number of the selected guest, a node's address, a storage's name, a task's UPID."
        ) { $0.identifier },
        Command(
            id: "cluster.order", name: "Arrange", keys: ["o"],
            help:
                "Puts guests in order by name, load, size or uptime, and together by node, pool, tag or state.",
            scope: .panel(.cluster), isProminent: true
        ) { state in
            state.push(OrderLayer())
            return []
        },
        Command(
            id: "cluster.views", name: "Views", keys: ["v"],
            help: "Keeps filter, order, groups and folds under a name, and lists what is kept for use.",
            scope: .panel(.cluster)
        ) { state in
            state.push(ViewsLayer(state))
            return []
        },
        Command(
            id: "cluster.filter", name: "Filter", keys: ["/"],
            help: "Narrows the column: text, status:running node:pve tag:media type:lxc, /regex/, -term.",
            scope: .everywhere, isProminent: true
        ) { state in
            state.focus(.cluster)
            state.push(FilterLayer(text: state.cluster.filter.text))
            return []
        },
        Command(
            id: "cluster.unfilter", name: "Clear marks and filter", keys: [.escape],
            help: "Takes all marks away; where there are none, shows everything again.",
            scope: .panel(.cluster),
            availability: { $0.cluster.filter.isEmpty && $0.cluster.marks.isEmpty ? .hidden : .enabled },
            run: { state in
                if state.cluster.marks.isEmpty {
                    state.cluster.apply(.none)
                } else {
                    state.cluster.clearMarks()
                }
                return []
            }),
        Command(
            id: "cluster.refresh", name: "Refresh", keys: ["r", .control("r")],
            help: "Asks the cluster now instead of at the next poll.", scope: .panel(.cluster)
        ) { state in
            state.forgetQuestions()
            return [.kit(.refresh(cluster: state.cluster.name))]
        },
        Command(
            id: "cluster.next", name: "Next cluster", keys: ["]"], help: "Shows the next configured cluster.",
            scope: .panel(.cluster), availability: { $0.clusters.count > 1 ? .enabled : .hidden },
            run: { state in
                state.showCluster(offset: 1)
            }),
        Command(
            id: "cluster.previous", name: "Previous cluster", keys: ["["],
            help: "Shows the configured cluster before this.", scope: .panel(.cluster),
            availability: { $0.clusters.count > 1 ? .enabled : .hidden },
            run: { state in
                state.showCluster(offset: -1)
            }),
        Command(
            id: "cluster.explain", name: "Ask about this", keys: ["e"],
            help: "Asks Jarvis what is going on with the selected thing.", scope: .panel(.cluster)
        ) { state in
            guard let subject = state.selectionPhrase else { return [] }
            return state.say(Remark(text: "What is going on with \(subject)?", cluster: state.cluster.name))
        },
    ]

    private static func copy(
        _ id: String, _ name: String, _ key: Key, _ help: String,
        _ text: @escaping @Sendable (RowText) -> String?
    ) -> Command {
        Command(id: id, name: name, keys: [key], help: help, scope: .panel(.cluster)) { state in
            let row = state.cluster.selection.map { RowText(row: $0, snapshot: state.cluster.believed) }
            return state.copy(row.flatMap(text) ?? "")
        }
    }

    private static func move(_ id: String, _ name: String, _ keys: [Key], by offset: Int) -> Command {
        Command(id: id, name: name, keys: keys, help: "Moves the selection.", scope: .panel(.cluster)) {
            state in
            state.cluster.select(by: offset)
            return []
        }
    }
}

extension Commands {
    /// What can be done to the selected guest, each action with its key.
    ///
    /// Each goes through the safety gate before anything is sent.
    static let guest = powerKeys.map { power($0, $1) }

    private static let powerKeys: [(GuestAction, Key)] = [
        (.start, "s"), (.shutdown, "d"), (.stop, "x"), (.reboot, "b"), (.suspend, "p"), (.resume, "u"),
        (.reset, "R"),
    ]

    private static func id(of action: GuestAction) -> String { "guest.\(action.rawValue)" }

    private static func power(_ action: GuestAction, _ key: Key) -> Command {
        let (act, card) = (action.act, action.card)
        return Command(
            id: id(of: action), name: card.verb, keys: [key], help: card.help,
            scope: .panel(.cluster),
            isProminent: true, availability: { availability(of: act, on: $0.targets, in: $0) },
            run: { state in
                let able = state.targets.filter { availability(of: act, on: $0, in: state) == .enabled }
                return able.map { .kit(.power(action, $0.id, cluster: state.cluster.name)) }
            })
    }

    /// The keys for what can be done to a guest now.
    static func hints(on guest: Guest, in state: AppState) -> [KeyHint] {
        GuestAction.allCases.filter { availability(of: $0.act, on: guest, in: state) == .enabled }
            .compactMap { state.catalog.command(id: id(of: $0))?.hint() }
    }

    /// Of several guests one that it makes sense for is enough.
    private static func availability(
        of act: GuestAct, on guests: [Guest], in state: AppState
    ) -> Availability {
        let all = guests.map { availability(of: act, on: $0, in: state) }
        return all.contains(.enabled) ? .enabled : all.first ?? .disabled("select a guest first")
    }

    private static func availability(of act: GuestAct, on guest: Guest, in state: AppState) -> Availability {
        guard act.kinds.contains(guest.kind) else { return .disabled("a container has none") }
        if guest.isTemplate == true { return .disabled("a template does not run") }
        if let lock = guest.lock { return .disabled("locked: \(lock)") }
        if state.cluster.snapshot.node(guest.node)?.state == .offline {
            return .disabled("its node \(guest.node) is offline")
        }
        return act.states.contains(guest.status) ? .enabled : .disabled("\(guest.vmid) is \(guest.status)")
    }
}
