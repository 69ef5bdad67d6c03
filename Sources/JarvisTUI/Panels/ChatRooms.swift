import Multiplexer
import Screen
import Text

/// What the chat's column is divided into, from above: the figures where the column has no display, the talk, a line
/// across, why something was not sent, what waits to be asked, commands to choose from, and the input.
struct ChatRooms {
    /// A row, or none.
    let figures: Rect
    let transcript: Rect
    let divider: Rect
    let refusal: (rect: Rect, lines: [String])
    let queue: (rect: Rect, lines: [String])
    /// The commands, or what can be handed over, while the name of one is typed.
    let list: Rect
    let input: Rect
    let inputLines: ChatPanel.InputLines

    private static let branching =
        "Sending this goes on from before that question; the talk as it is stays, see /talks."

    /// Questions that wait and are shown; the others are counted.
    private static let mostQueued = 3

    /// More columns than that nobody reads in a line.
    private static let measure = 110

    init(_ scene: Scene, in pane: Rect) {
        let chat = scene.state.chat
        // In a wide pane the talk stands in the middle.
        let inner = pane.inset(dx: max(0, (pane.width - Self.measure) / 2), dy: 0)
        inputLines = ChatPanel.inputLines(chat.input, width: inner.width - 2)
        let inputHeight = min(max(1, inputLines.lines.count), max(1, inner.height / 3))
        let most = max(1, inner.height / 4)
        let refused =
            (chat.handedBack ?? chat.branch.map { _ in Self.branching }).map {
                Untrusted($0).line.wrapped(toColumns: inner.width).prefix(most)
            } ?? []
        let queued = Self.queued(chat.queue.map(\.text), most: min(Self.mostQueued, most))
        let room = scene.state.focus == .chat ? max(0, inner.height * 2 / 3 - 1) : 0
        let listed =
            chat.slash.rows(for: chat.input, in: room) + MentionList.rows(in: scene.state, room: room)
        let (above, bottom) = inner.splitBottom(refused.count + queued.count + listed + inputHeight + 1)
        (figures, transcript) = above.splitTop(HudLine.isShown(above: inner.height, in: scene) ? 1 : 0)
        let (line, below) = bottom.splitTop(1)
        let (reasons, rest) = below.splitTop(refused.count)
        divider = line
        refusal = (reasons, Array(refused))
        let (waiting, last) = rest.splitTop(queued.count)
        queue = (waiting, queued)
        (list, input) = last.splitTop(listed)
    }

    /// The questions that come first, and how many more there are.
    private static func queued(_ texts: [String], most: Int) -> [String] {
        let lines = texts.map { Untrusted($0.split(whereSeparator: \.isNewline).joined(separator: " ")).line }
        guard lines.count > most else { return lines }
        return lines.prefix(most - 1) + ["and \(lines.count - most + 1) more"]
    }
}
