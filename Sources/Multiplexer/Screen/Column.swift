/// One of the three columns.
package enum Column: Int, Sendable, CaseIterable {
    case cluster
    case jarvis
    case shell

    /// The title in the tab strip.
    package var title: String {
        switch self {
        case .cluster: "CLUSTER"
        case .jarvis: "JARVIS"
        case .shell: "SHELL"
        }
    }
}
