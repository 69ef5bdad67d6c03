/// A sign that means the same in every glyph set; each picture is one column wide.
///
/// The console's are of code page 437, which the kernel's own font and those of console-setup hold.
package struct Symbol: Hashable, Sendable {
    let pictures: (rich: String, console: String, ascii: String)

    private init(_ rich: String, _ console: String, _ ascii: String) { pictures = (rich, console, ascii) }

    package static func == (one: Symbol, other: Symbol) -> Bool { one.pictures == other.pictures }

    package func hash(into hasher: inout Hasher) { hasher.combine(pictures.rich) }

    /// The severities of the activity feed, from the least.
    package static let info = Symbol("○", "○", "o")
    package static let notice = Symbol("△", "▲", "^")
    package static let warning = Symbol("●", "•", "*")
    package static let critical = Symbol("◆", "♦", "#")

    package static let running = Symbol("●", "•", "*")
    package static let stopped = Symbol("○", "○", "o")
    package static let paused = Symbol("◐", "=", "=")
    package static let unknown = Symbol("?", "?", "?")
    package static let done = Symbol("✓", "√", "+")
    package static let failed = Symbol("✗", "x", "x")

    package static let collapsed = Symbol("▸", "►", ">")
    package static let expanded = Symbol("▾", "▼", "v")
    package static let pointer = Symbol("❯", ">", ">")
    package static let up = Symbol("▲", "▲", "^")
    package static let down = Symbol("▼", "▼", "v")
    package static let left = Symbol("◀", "◄", "<")
    package static let right = Symbol("▶", "►", ">")
    package static let arrowUp = Symbol("↑", "↑", "^")
    package static let arrowDown = Symbol("↓", "↓", "v")
    package static let arrowLeft = Symbol("←", "←", "<")
    package static let arrowRight = Symbol("→", "→", ">")
    package static let bullet = Symbol("•", "•", "-")
    package static let separator = Symbol("·", "·", ".")
    package static let degree = Symbol("°", "°", " ")
    package static let branch = Symbol("├", "├", "|")
    package static let lastBranch = Symbol("└", "└", "`")
    package static let trunk = Symbol("│", "│", "|")
    package static let thumb = Symbol("█", "█", "#")
    package static let scrollTrack = Symbol("│", "│", "|")

    /// The turns of a sign that shows that something is going on.
    package static let spinner = [
        Symbol("⠋", "|", "|"), Symbol("⠙", "/", "/"), Symbol("⠸", "-", "-"), Symbol("⠴", "\\", "\\"),
        Symbol("⠦", "|", "|"), Symbol("⠇", "/", "/"),
    ]

    /// Every symbol, for tests and legends.
    package static let all =
        [
            info, notice, warning, critical, running, stopped, paused, unknown, done, failed, collapsed,
            expanded,
            pointer, up, down, left, right, arrowUp, arrowDown, arrowLeft, arrowRight, bullet, separator,
            degree,
            branch, lastBranch, trunk, thumb, scrollTrack,
        ] + spinner
}
