/// How an action on a guest came out.
package enum ActionOutcome: Sendable, Hashable {
    /// The state asked for was seen; `warnings` counts what the task had to say. `doubt` says why it was not sure
    /// at first that the order arrived, and what was found out since.
    case done(GuestStatus, warnings: Int, doubt: String? = nil)
    /// The task ended with Proxmox's own words.
    case failed(String, UPID?)
    /// High availability took the order, and the state was not reached within the deadline.
    case acceptedByHA(seen: GuestStatus)
    /// It was ordered, perhaps, and what came of it is not known.
    case unknown(String)
}
