import Screen
import Text

/// Asks before panes are closed in which programs run.
package struct CloseLayer: CardLayer {
    package let panes: [PaneID]
    package let programs: [String]
    package var reading = CardReading()

    package init(panes: [PaneID], programs: [String]) {
        self.panes = panes
        self.programs = programs
    }

    package var urgency: QuestionUrgency { .atOnce }
    package var headline: String { words }

    package func answered(_ isYes: Bool) -> LayerOutcome {
        let panes = panes
        return isYes ? .closeAndChange { $0.closePanes(panes) } : .close([])
    }

    package func sheet(width: Int, in state: AppState) -> CardSheet {
        let rows = CardRow.wrapped(words, .plain, width: min(58, width))
        return CardSheet(
            title: panes.count == 1 ? "CLOSE THE PANE" : "CLOSE \(panes.count) PANES", isAlarm: true,
            rows: rows, essential: min(rows.count, 3), no: "Keep", yes: "Close", care: .oneKey)
    }

    private var words: String {
        let names = programs.prefix(4).map { Untrusted($0).line.clipped(toColumns: 40) }
            .joined(separator: ", ")
        let more = programs.count > 4 ? " and \(programs.count - 4) more" : ""
        return programs.count == 1
            ? "\(names) still runs and would be ended." : "\(names)\(more) still run and would be ended."
    }
}
