import Screen
import Text

/// The names of the tabs in a line, as many as have room around the one that is shown.
package struct ShellTabStrip {
    /// One tab's name.
    package struct Label: Equatable {
        package var index: Int
        /// Columns from the left end of the line.
        package var x: Int
        package var text: String
    }

    package let labels: [Label]
    /// There are more tabs to the left and to the right.
    package let hasMore: (left: Bool, right: Bool)

    /// The most columns of a name.
    private static let longest = 24

    package init(_ shell: ShellColumn, width: Int, glyphs: GlyphSet = .rich) {
        let texts = shell.tabs.enumerated().map { Self.text($0.offset, $0.element, shell, glyphs) }
        let widths = texts.map { $0.columns + 1 }
        // From the shown tab outwards, to the right first.
        var (first, last) = (shell.current, shell.current)
        var room = width - 2 - widths[shell.current]
        var isGrowing = true
        while isGrowing {
            isGrowing = false
            if last + 1 < texts.count, widths[last + 1] <= room {
                last += 1
                room -= widths[last]
                isGrowing = true
            }
            if first > 0, widths[first - 1] <= room {
                first -= 1
                room -= widths[first]
                isGrowing = true
            }
        }
        hasMore = (first > 0, last + 1 < texts.count)
        var x = 1
        labels = (first...last).map { index in
            defer { x += widths[index] }
            return Label(index: index, x: x, text: texts[index])
        }
    }

    /// ` 2 vim Z! ● REC `: Z for a pane that has all the room, ! for a bell, # for output nobody saw, and a recording.
    private static func text(
        _ index: Int, _ tab: ShellTab, _ shell: ShellColumn, _ glyphs: GlyphSet
    ) -> String {
        let name = Untrusted(shell.name(of: tab)).title.clipped(toColumns: longest)
        let isRecorded = tab.panes.contains { shell.panes[$0]?.looks.isRecorded == true }
        let marks = (tab.isZoomed ? "Z" : "") + (tab.hasBell ? "!" : tab.hasActivity ? "#" : "")
        let recording = isRecorded ? " \(glyphs[.recording]) REC" : ""
        return " \(index) \(name)\(marks.isEmpty ? "" : " " + marks)\(recording) "
    }

    package func draw(into frame: inout Frame, _ rect: Rect, _ scene: Scene, isFocused: Bool) {
        let (ink, shell) = (scene.ink, scene.state.shell)
        let ground = scene.state.isShellFullScreen ? ink.bar.background : ink.background
        for label in labels {
            let tab = shell.tabs[label.index]
            let style =
                label.index == shell.current
                ? (isFocused ? ink.brand : ink.title.on(ground).reversed)
                : tab.hasBell
                    ? ink.warning.on(ground).bold
                    : tab.hasActivity ? ink.accent.on(ground) : ink.dim.on(ground)
            frame.put(label.text, at: Point(x: rect.x + label.x, y: rect.y), style: style, in: rect)
        }
        let more = ink.dim.on(ground)
        if hasMore.left { frame.put("<", at: rect.origin, style: more, in: rect) }
        if hasMore.right { frame.put(">", at: Point(x: rect.endX - 1, y: rect.y), style: more, in: rect) }
    }
}
