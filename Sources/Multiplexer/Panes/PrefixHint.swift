import Screen
import Text

/// The keys that may follow the prefix, shown to who hesitates; and that it was pressed.
package struct PrefixHint {
    package func draw(into frame: inout Frame, _ rect: Rect, _ scene: Scene) {
        guard let prefix = scene.state.shell.prefix else { return }
        let isHesitating =
            prefix.repeatsUntil == nil
            && scene.now.instant - prefix.since.instant >= ShellPrefix.patience.hint
        if isHesitating {
            drawKeys(into: &frame, rect, scene)
        } else if scene.state.isShellFullScreen {
            let label = " \(scene.state.prefixKey.label) "
            let place = Rect(x: rect.endX - label.columns, y: rect.endY - 1, width: label.columns, height: 1)
            frame.put(label, at: place.origin, style: scene.ink.scheme.badge(.warning).bold, in: rect)
        }
    }

    /// The columns of an entry, and of its key.
    private static let columns = (entry: 22, key: 8)

    private func drawKeys(into frame: inout Frame, _ rect: Rect, _ scene: Scene) {
        let (ink, state) = (scene.ink, scene.state)
        let commands = state.catalog.commands.filter {
            $0.scope == .prefix && $0.isProminent && !$0.keys.isEmpty && $0.availability(state) == .enabled
        }
        let across = max(1, rect.width / Self.columns.entry)
        let rows = (commands.count + across - 1) / across
        let room = rect.splitBottom(rows + 1).bottom
        frame.fill(room, style: ink.raised)
        let title = " \(state.prefixKey.label) then "
        frame.horizontal(
            from: room.origin, length: room.width, style: ink.borderFocused.on(ink.raised.background),
            glyphs: scene.glyphs)
        frame.put(
            title, at: Point(x: room.x + 1, y: room.y), style: ink.accent.on(ink.raised.background).bold,
            in: room)
        let entry = max(Self.columns.entry, room.width / across)
        for (index, command) in commands.enumerated() {
            let place = Rect(
                x: room.x + index / rows * entry, y: room.y + 1 + index % rows, width: entry, height: 1
            ).intersection(room)
            let key = command.keys.prefix(2).map(\.label).joined(separator: " ")
            let end = frame.put(
                " " + key.padded(toColumns: Self.columns.key), at: place.origin,
                style: ink.accent.on(ink.raised.background).bold, in: place)
            let rest = Rect(x: end, y: place.y, width: max(0, place.endX - end), height: 1)
            frame.put(command.name, in: rest, style: ink.raised, glyphs: scene.glyphs)
        }
    }
}
