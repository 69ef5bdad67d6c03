import AIKit
import ClusterKit
import Synchronization

/// Owns what the gate goes by, and makes the gate of this very moment for whoever asks.
///
/// All butlers of an estate have one keeper. It is asked for every call and again right before the deed, so that
/// what changes meanwhile counts: the settings, the kill switch, the cluster.
package final class GateKeeper: Sendable {
    private struct State {
        var settings: SafetySettings
        /// The kill switch, where there is no file for it or none can be written.
        var held: KillSwitch?
        /// How the switch stood when that was told last.
        var told = KillState.off
    }

    private let state: Mutex<State>
    /// The kill switch of all processes with that folder; a demo has none.
    private let file: KillFile?
    /// Where Jarvis himself runs.
    private let places: OwnPlaces
    /// Whether the audit log outlives Jarvis.
    private let isRecorded: Bool

    package init(
        _ settings: SafetySettings = SafetySettings(), kill file: KillFile? = nil,
        machine: OwnMachine = OwnMachine(), isRecorded: Bool = true
    ) {
        state = Mutex(State(settings: settings))
        self.file = file
        places = OwnPlaces(machine)
        self.isRecorded = isRecorded
    }

    /// Goes by other settings from now on.
    package func use(_ settings: SafetySettings) {
        state.withLock { $0.settings = settings }
    }

    /// The gate of this moment for an action in a cluster.
    func gate(for action: ProposedAction, at site: Site) async -> SafetyGate {
        // Whoever only looks is let through by any.
        guard action.assessment.tier > .green else { return SafetyGate() }
        let (targets, snapshot) = (action.assessment.targets, await site.snapshot)
        let own = await places.reasons(for: targets, at: site, in: snapshot)
        return gate(for: targets, of: snapshot, own: own, tags: action.assessment.tags)
    }

    /// What is protected in a cluster, each thing with the reason; of very many guests those that Jarvis runs on are left out,
    /// as each would have to be asked.
    func protected(at site: Site, in snapshot: ClusterSnapshot) async -> [ActionTarget: String] {
        let nodes = snapshot.nodes.map { ActionTarget.node($0.name.text) }
        let guests = snapshot.guests.map { ActionTarget.guest($0.vmid.number) }
        let asked = Set(guests.count <= Self.mostAsked ? nodes + guests : nodes)
        let own = await places.reasons(for: asked, at: site, in: snapshot)
        return gate(for: Set(nodes + guests), of: snapshot, own: own).protected
    }

    private static let mostAsked = 100

    /// The same, for what is known of the cluster; `own` are those targets that Jarvis runs on, each with the reason, `tags`
    /// those that were told since.
    package func gate(
        for targets: Set<ActionTarget>, of snapshot: ClusterSnapshot, own: [ActionTarget: String] = [:],
        tags: [ActionTarget: [String]] = [:]
    ) -> SafetyGate {
        let settings = state.withLock { $0.settings }
        let protection = Protection(settings: settings.protected, snapshot: snapshot, own: own, tags: tags)
        return SafetyGate(
            autonomy: settings.autonomy, protected: protection.reasons(for: targets),
            isReadOnly: settings.readOnly.holds(for: snapshot.name), isRecorded: isRecorded,
            halt: kill.halt)
    }
}

extension GateKeeper {
    /// How the kill switch stands.
    package var kill: KillState {
        let held = state.withLock { $0.held }
        return held.map(KillState.on) ?? file?.state() ?? .off
    }

    /// Turns the kill switch on, at once.
    ///
    /// - Throws: ``KillFileError`` where it could not be written: then it holds for this process alone.
    package func engage(_ kill: KillSwitch) throws(KillFileError) {
        state.withLock { $0.held = kill }
        guard let file else { return }
        try file.engage(kill)
        state.withLock { $0.held = nil }
    }

    /// Turns it off.
    ///
    /// - Throws: ``KillFileError`` where the file could not be taken away: then it stays on.
    package func release() throws(KillFileError) {
        _ = try file?.release()
        state.withLock { $0.held = nil }
    }

    /// Turns it off where it still is the switch that somebody saw; `false` where it is another one by now.
    package func release(seen: KillState) throws(KillFileError) -> Bool {
        let now = kill
        guard now == seen || !now.isOn else { return false }
        try release()
        return true
    }

    /// How the switch stands, where that is not what was told last.
    func killNews() -> KillState? {
        let kill = kill
        return state.withLock { state in
            guard state.told != kill else { return nil }
            state.told = kill
            return kill
        }
    }
}
