import FoundationEssentials
import Memory

extension Estate {
    /// Between two looks at the kill switch, for those who are shown it; whoever acts looks for himself.
    private static let killPause = Duration.seconds(1)

    /// Turns the kill switch on, by whoever sits before the screen; returns what went wrong.
    package func engageKill() async -> String? {
        var fault: String?
        do throws(KillFileError) {
            try keeper.engage(KillSwitch(since: .now))
        } catch {
            fault = "The kill switch holds for this house alone: \(error)."
        }
        await tellKill()
        return fault
    }

    /// Turns off the kill switch that was seen, and no other; returns what went wrong.
    package func releaseKill(seen: KillState) async -> String? {
        var fault: String?
        do throws(KillFileError) {
            if try !keeper.release(seen: seen) {
                fault = "The kill switch stays on, as it is another one by now: \(keeper.kill.words())."
            }
        } catch {
            fault = "The kill switch stays on: \(error)."
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
