import AIKit
import JSON
import Jarvis
import Multiplexer
import Screen

/// Asks before the kill switch is released.
struct ReleaseLayer: CardLayer {
    let state: KillState
    var reading = CardReading()

    init(state: KillState) {
        self.state = state
    }

    var urgency: QuestionUrgency { .atOnce }
    var headline: String { "Release the kill switch?" }

    func answered(_ isYes: Bool) -> LayerOutcome {
        .close(isYes ? [.kit(.releaseKill(state))] : [])
    }

    func sheet(width: Int, in state: AppState) -> CardSheet {
        let time = LocalTime(now: Int(saturating: state.now.epoch), east: state.wallClock.offset, name: "")
        let words = [
            "The kill switch is \(self.state.words(time)).",
            "Once it is released the clusters can be changed again: by your keys, by Jarvis and by commands.",
        ]
        let rows = words.flatMap { CardRow.wrapped($0, .plain, width: width) }
        return CardSheet(
            title: "KILL SWITCH", isAlarm: true, rows: rows, essential: min(rows.count, 3), no: "Stays on",
            yes: "Release it", care: .twoKeys)
    }
}
