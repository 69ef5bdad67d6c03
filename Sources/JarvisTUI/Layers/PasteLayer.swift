import AIKit
import Screen
import Text

/// Asks before lines are pasted into a program that takes each line break for Enter.
struct PasteLayer: Layer {
    let paste: Paste
    let pane: PaneID
    /// The line breaks of the paste, each an Enter for the program.
    private let breaks: Int
    private let preview: [String]
    private var choice = YesNo()
    let asked: ContinuousClock.Instant?

    /// How many lines are shown, and how many bytes are looked at for them.
    private static let shown = (lines: 5, bytes: 2_000)

    init(paste: Paste, pane: PaneID, asked: ContinuousClock.Instant) {
        self.paste = paste
        self.pane = pane
        self.asked = asked
        breaks = paste.lineBreaks
        preview = String(decoding: paste.bytes.prefix(Self.shown.bytes), as: UTF8.self)
            .split { $0 == "\n" || $0 == "\r" || $0 == "\r\n" }
            .prefix(Self.shown.lines).map { Untrusted($0).line }
    }

    mutating func handle(_ input: Input, in state: AppState) -> LayerOutcome {
        guard let isYes = choice.answer(to: input) else { return .stay([]) }
        return .close(isYes ? [.loop(.paste(paste, pane))] : [])
    }
}

extension PasteLayer {
    func draw(into frame: inout Frame, _ scene: Scene) {
        Dialog(scene: scene, title: "PASTE INTO THE SHELL", isAlarm: true).ask(
            words, about: preview, into: &frame, no: "Drop it", yes: "Paste it", isYes: choice.isYes)
    }

    private var words: String {
        let size = Format.bytes(paste.bytes.count)
        let times = breaks == 1 ? "once" : breaks == 2 ? "twice" : "\(breaks) times"
        return
            "These \(size) press Enter \(times): the program in the shell does not tell a paste from typing."
            + " They begin with:"
    }
}
