/// One of the three columns.
enum Column: Int, Sendable, CaseIterable {
    case cluster
    case jarvis
    case shell

    /// The title in the tab strip.
    var title: String {
        switch self {
        case .cluster: "CLUSTER"
        case .jarvis: "JARVIS"
        case .shell: "SHELL"
        }
    }

    /// The panel that gets the keys when the column is chosen: the first that takes any.
    var panel: PanelID {
        Panels.withKeys.first { $0.column == self } ?? .cluster
    }
}
