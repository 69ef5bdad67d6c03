import Multiplexer
import Screen

/// Asks before the house itself is ended.
struct EndLayer: CardLayer {
    var reading = CardReading()

    var urgency: QuestionUrgency { .atOnce }
    var headline: String { "End Jarvis?" }

    func answered(_ isYes: Bool) -> LayerOutcome {
        .close(isYes ? [.session(.endHouse)] : [])
    }

    func sheet(width: Int, in state: AppState) -> CardSheet {
        let words = [
            "This ends the watch, the shell and whatever runs in it.",
            "To leave and keep them, press q instead.",
        ]
        let rows = words.flatMap { CardRow.wrapped($0, .plain, width: width) }
        return CardSheet(
            title: "END JARVIS", isAlarm: true, rows: rows, essential: min(rows.count, 3), no: "Stay",
            yes: "End it", care: .oneKey)
    }
}
