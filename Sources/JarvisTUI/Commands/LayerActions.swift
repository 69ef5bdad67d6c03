import Multiplexer
import Screen

/// What can be done with graphs beside moving in them.
enum DetailAction: String, LayerAction {
    case shorter
    case longer

    static let layer = LayerID("details", title: "IN GRAPHS AND DETAILS", below: .cluster)

    static let commands = [
        shorter.command("Shorter", ["h", .left], "Shows the graphs of a shorter time."),
        longer.command("Longer", ["l", .right], "Shows the graphs of a longer time."),
    ]

    /// Which way it goes through the time spans.
    var step: Int { self == .shorter ? -1 : 1 }
}

/// What can be done with something that is amiss, beside what the cluster's column does with it.
enum AmissAction: String, LayerAction {
    case silence

    static let layer = LayerID("amiss", title: "IN WHAT IS AMISS", below: .cluster)

    static let commands = [
        silence.command("Silence 1 h", ["z"], "Has nothing told of it for an hour, or again before that.")
    ]
}

/// What can be done with kept views.
enum ViewsAction: String, LayerAction {
    case keep
    case delete

    static let layer = LayerID("views", title: "AMONG VIEWS")

    static let commands = [
        keep.command("Keep", ["+"], "Keeps what the cluster's column shows now, by a name."),
        delete.command("Delete", ["d"], "Deletes the selected view."),
    ]
}

/// What can be done with what Jarvis remembers.
enum MemoryAction: String, LayerAction {
    case pin
    case forget
    case export

    static let layer = LayerID("memory", title: "IN WHAT JARVIS REMEMBERS")

    static let commands = [
        pin.command("Pin", ["p"], "Has models told the fact before others, or no longer."),
        forget.command("Forget", ["d"], "Ends the selected fact."),
        export.command("Export", ["e"], "Writes all of them as Markdown and as JSON into new files."),
    ]
}

/// What can be done with a call that an answer rests on.
enum CallAction: String, LayerAction {
    case before
    case next

    static let layer = LayerID("call", title: "IN A CALL THAT AN ANSWER RESTS ON")

    static let commands = [
        before.command("Call before", ["h", .left], "Shows the call before."),
        next.command("Next call", ["l", .right], "Shows the next call."),
    ]

    /// Which way it goes through the calls.
    var step: Int { self == .before ? -1 : 1 }
}

/// The ways to arrange the guests.
enum OrderAction: String, LayerAction {
    case number, name, address, processor, memory, disk, uptime, tag, backup
    case pernode, perpool, pertag, perstate, ungrouped

    static let layer = LayerID("order", title: "WHILE ARRANGING")

    static let orders: [OrderAction] = [
        .number, .name, .address, .processor, .memory, .disk, .uptime, .tag, .backup,
    ]
    static let groupings: [OrderAction] = [.pernode, .perpool, .pertag, .perstate, .ungrouped]

    static let commands = [
        number.arranging("Number", "i"), name.arranging("Name", "n"), address.arranging("Address", "a"),
        processor.arranging("Processor", "c"), memory.arranging("Memory", "m"), disk.arranging("Disk", "d"),
        uptime.arranging("Uptime", "u"), tag.arranging("Tag", "t"), backup.arranging("Backup", "b"),
        pernode.arranging("Nodes", "N"), perpool.arranging("Pools", "P"), pertag.arranging("Tags", "T"),
        perstate.arranging("States", "S"), ungrouped.arranging("One list", "A"),
    ]

    private func arranging(_ name: String, _ key: Key) -> LayerCommand {
        command(name, [key], "Arranges the guests \(words).")
    }

    /// How the guests stand then.
    var words: String {
        switch self {
        case .number: "by number"
        case .name: "by name"
        case .address: "by IP address"
        case .processor: "by processor, the busiest first"
        case .memory: "by memory, the largest first"
        case .disk: "by disk, the largest first"
        case .uptime: "by uptime, the longest first"
        case .tag: "by tag"
        case .backup: "by last backup, who has none first"
        case .pernode: "below their nodes"
        case .perpool: "per pool"
        case .pertag: "per tag"
        case .perstate: "per state"
        case .ungrouped: "all in one list"
        }
    }

    /// An arrangement with that changed in it.
    func applied(to arrangement: Arrangement) -> Arrangement {
        var arrangement = arrangement
        switch self {
        case .number: arrangement.order = .number
        case .name: arrangement.order = .name
        case .address: arrangement.order = .address
        case .processor: arrangement.order = .processor
        case .memory: arrangement.order = .memory
        case .disk: arrangement.order = .disk
        case .uptime: arrangement.order = .uptime
        case .tag: arrangement.order = .tag
        case .backup: arrangement.order = .backup
        case .pernode: arrangement.grouping = .node
        case .perpool: arrangement.grouping = .pool
        case .pertag: arrangement.grouping = .tag
        case .perstate: arrangement.grouping = .state
        case .ungrouped: arrangement.grouping = .none
        }
        return arrangement
    }
}
