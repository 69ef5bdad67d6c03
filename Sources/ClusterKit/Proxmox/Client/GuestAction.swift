/// What can be done to a guest's power state.
///
/// What is true of each stands in its row: `act`.
package enum GuestAction: String, Sendable, Hashable, CaseIterable {
    case start
    /// Asks the guest's system to shut down, for 60 s unless its configuration says otherwise.
    case shutdown
    /// Pulls the plug.
    case stop
    /// Asks the guest's system to restart.
    case reboot
    /// Freezes it in memory.
    case suspend
    case resume
    /// Presses the reset button; virtual machines only.
    case reset

    /// The very call that carries it out.
    package func call(on guest: GuestID, at node: NodeName) -> APICall {
        APICall(
            .post, ["nodes", node.text, guest.kind.rawValue, guest.vmid.description, "status", rawValue],
            reach: .node(node))
    }
}
