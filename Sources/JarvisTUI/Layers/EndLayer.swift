import Multiplexer
import Screen

/// Asks before the house itself is ended.
struct EndLayer: CardLayer {
    /// It is the demo, which ends when its terminal is given back.
    var isDemo = false
    /// What still runs, a tab each, where that was looked at.
    var programs: [String] = []
    var reading = CardReading()

    var urgency: QuestionUrgency { .atOnce }
    var headline: String { "End Jarvis?" }

    func answered(_ isYes: Bool) -> LayerOutcome {
        .close(isYes ? [.session(.endHouse)] : [])
    }

    func sheet(width: Int, in state: AppState) -> CardSheet {
        let words =
            isDemo
            ? ["The demo keeps nothing: this ends its shell and whatever runs in it."] + programs
            : [
                "This ends the watch, the shell and whatever runs in it.",
                state.catalog.label(of: "session.detach").map {
                    "To leave and keep them, press \($0) instead."
                },
            ].compactMap(\.self)
        let rows = words.flatMap { CardRow.wrapped($0, .plain, width: width) }
        return CardSheet(
            title: "END JARVIS", isAlarm: true, rows: rows, essential: min(rows.count, 3), no: "Stay",
            yes: "End it", care: .oneKey)
    }
}

/// The operator leaves the demo, in whose shell these programs run.
struct DemoDeparture: News {
    let programs: [String]

    func enter(_ state: inout AppState) -> [Effect] {
        guard !programs.isEmpty else { return [.session(.endHouse)] }
        state.put(EndLayer(isDemo: true, programs: programs))
        return []
    }
}
