/// The pane that the keys go to.
enum Focus: Int, Sendable, CaseIterable, Codable {
    case cluster
    case chat
    case feed
    case shell

    /// The column the pane stands in.
    var column: Column {
        switch self {
        case .cluster: .cluster
        case .chat, .feed: .jarvis
        case .shell: .shell
        }
    }

    /// Where its keys are looked up.
    var scope: CommandScope {
        switch self {
        case .cluster: .cluster
        case .chat: .chat
        case .feed: .feed
        case .shell: .shell
        }
    }

    var next: Focus {
        Focus(rawValue: (rawValue + 1) % Focus.allCases.count) ?? .cluster
    }

    var previous: Focus {
        Focus(rawValue: (rawValue + Focus.allCases.count - 1) % Focus.allCases.count) ?? .cluster
    }
}

/// One of the three columns.
enum Column: Int, Sendable, CaseIterable {
    case cluster
    case jarvis
    case shell

    /// The title on its border and in the tab strip.
    var title: String {
        switch self {
        case .cluster: "CLUSTER"
        case .jarvis: "JARVIS"
        case .shell: "SHELL"
        }
    }

    /// The pane that gets the keys when the column is chosen.
    var focus: Focus {
        switch self {
        case .cluster: .cluster
        case .jarvis: .chat
        case .shell: .shell
        }
    }
}
