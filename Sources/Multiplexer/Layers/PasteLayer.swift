import Screen
import Text

/// Asks before lines are pasted into a program that takes each line break for Enter.
package struct PasteLayer: CardLayer {
    package let paste: Paste
    package let pane: PaneID
    package var reading = CardReading()
    /// The line breaks of the paste, each an Enter for the program.
    private let breaks: Int
    private let preview: [String]

    /// How many lines are shown, and how many bytes are looked at for them.
    private static let shown = (lines: 5, bytes: 2_000)

    package init(paste: Paste, pane: PaneID) {
        self.paste = paste
        self.pane = pane
        breaks = paste.lineBreaks
        preview = String(decoding: paste.bytes.prefix(Self.shown.bytes), as: UTF8.self)
            .split { $0 == "\n" || $0 == "\r" || $0 == "\r\n" }
            .prefix(Self.shown.lines).map { Untrusted($0).line }
    }

    package var urgency: QuestionUrgency { .atOnce }
    package var headline: String { "Paste \(Format.bytes(paste.bytes.count)) into the shell?" }

    package func answered(_ isYes: Bool) -> LayerOutcome {
        .close(isYes ? [.screen(.paste(paste, pane))] : [])
    }

    package func sheet(width: Int, in state: AppState) -> CardSheet {
        var sheet = CardSheet.quoting(
            words, preview, width: width, title: "PASTE INTO THE SHELL", no: "Drop it", yes: "Paste it")
        sheet.care = .oneKey
        return sheet
    }

    private var words: String {
        let size = Format.bytes(paste.bytes.count)
        let times = breaks == 1 ? "once" : breaks == 2 ? "twice" : "\(breaks) times"
        return
            "These \(size) press Enter \(times): the program in the shell does not tell a paste from typing."
            + " They begin with:"
    }
}
