import FoundationEssentials
import Memory

extension Estate {
    /// Between two looks at the kill switch, for those who are shown it; whoever acts looks for himself.
    private static let killPause = Duration.seconds(1)

    /// Turns the kill switch on or off, by whoever sits before the screen; returns what went wrong.
    package func setKill(_ isOn: Bool) async -> String? {
        var fault: String?
        do throws(KillFileError) {
            if isOn { try keeper.engage(KillSwitch(since: .now)) } else { try keeper.release() }
        } catch {
            fault =
                isOn
                ? "The kill switch holds for this house alone: \(error)."
                : "The kill switch stays on: \(error)."
        }
        await tellKill()
        return fault
    }

    /// Tells of the kill switch whenever it was turned, until the surrounding task is cancelled.
    func watchKill() async {
        while !Task.isCancelled {
            await tellKill()
            do {
                try await Task.sleep(for: Self.killPause, tolerance: .milliseconds(500))
            } catch {
                // Only cancellation ends a sleep early.
                return
            }
        }
    }

    private func tellKill() async {
        guard let state = keeper.killNews() else { return }
        // Who turned it on meant what waits, too; a card from before is asked anew.
        if state.isOn { desk.withdrawAll() }
        show(.kill(state))
        await feed.add([
            EventRecord(
                time: .now, severity: state.isOn ? .warning : .notice, origin: .system,
                kind: state.isOn ? "kill.on" : "kill.off", title: "the kill switch is \(state.words())")
        ])
    }
}
