/// Who made something happen: the badge of the feed.
package enum Origin: String, Sendable, Hashable, CaseIterable {
    /// A runbook or the monitor, by itself.
    case automatic = "AUTO"
    /// The model.
    case model = "AI"
    /// The operator.
    case user = "USER"
    /// The cluster, or Jarvis as a program.
    case system = "SYS"
}
