import AIKit
import ClusterKit

/// How an action on a guest is put to the operator, and how much care it needs; each has one row.
///
/// What is true of it in the cluster: `GuestAct`.
package struct GuestActCard: Sendable, Hashable {
    /// How much care it needs when the operator does it; tools are RED all the same.
    package var tier: SafetyTier
    /// The imperative.
    package var verb: String
    /// What it does, in a sentence.
    package var help: String
    /// What it does to whoever uses the guest, in a sentence.
    var consequence: String
    /// What a harsh word for it may mean, and it is not.
    var mistakenFor: String?
}

extension GuestAction {
    /// Its row.
    package var card: GuestActCard {
        switch self {
        case .start:
            GuestActCard(
                tier: .yellow, verb: "Start", help: "Starts the guest.",
                consequence: "It takes up its memory and begins to serve.")
        case .shutdown:
            GuestActCard(
                tier: .orange, verb: "Shut down", help: "Asks the guest's system to shut down.",
                consequence: "Its system is asked to end; its services go down in order.",
                mistakenFor: "a hard stop, as cutting the power")
        case .stop:
            GuestActCard(
                tier: .red, verb: "Stop", help: "Pulls the plug; what is not written is lost.",
                consequence: "The plug is pulled; what it has not written is lost.")
        case .reboot:
            GuestActCard(
                tier: .orange, verb: "Reboot", help: "Asks the guest's system to restart.",
                consequence: "Its system is asked to restart; its services are away for a while.",
                mistakenFor: "a hard reset, as its button")
        case .suspend:
            GuestActCard(
                tier: .orange, verb: "Suspend", help: "Freezes the guest in memory.",
                consequence: "It stands still, memory kept; nobody is served.")
        case .resume:
            GuestActCard(
                tier: .yellow, verb: "Resume", help: "Lets a frozen guest go on.",
                consequence: "It goes on where it was frozen.")
        case .reset:
            GuestActCard(
                tier: .red, verb: "Reset", help: "Presses the reset button of a virtual machine.",
                consequence: "The reset button is pressed; what it has not written is lost.")
        }
    }
}
