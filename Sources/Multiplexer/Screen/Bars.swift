import JSON
import Screen
import Text

/// The last line: what happened just now, or the keys that make sense here.
package struct BottomBar {
    package func draw(into frame: inout Frame, _ scene: Scene) {
        let (ink, rect, state) = (scene.ink, scene.layout.bottom, scene.state)
        frame.fill(rect, style: ink.bar)
        if let caption = state.caption {
            frame.fill(rect, style: ink.brand)
            frame.put(" \(caption)", in: rect, style: ink.brand.bold, glyphs: scene.glyphs)
            return
        }
        if let notice = state.notice {
            let style = ink.severity(notice.severity, on: ink.bar)
            let sign = scene.glyphs[notice.severity.symbol]
            frame.put(" \(sign) \(notice.text)", in: rect, style: style, glyphs: scene.glyphs)
            return
        }
        if let activity = state.activity {
            frame.put(
                "\(scene.spinner) \(activity)", at: Point(x: rect.x + 1, y: rect.y),
                style: ink.accent.on(ink.bar.background), in: rect)
        }
        for place in Self.places(in: state) {
            let x = frame.put(place.hint.label, at: Point(x: place.x, y: rect.y), style: ink.key, in: rect)
            frame.put(" \(place.hint.name)", at: Point(x: x, y: rect.y), style: ink.barDim, in: rect)
        }
    }

    /// A hint, and the column that it begins in.
    struct Place {
        let hint: KeyHint
        let x: Int

        /// The column after it.
        var endX: Int { x + hint.label.columns + 1 + hint.name.columns }

        /// The key that a column names: one of its keys, or by the words the first.
        func key(at column: Int) -> Key? {
            guard (x..<endX).contains(column) else { return nil }
            var end = x
            for key in hint.keys {
                end += key.label.columns + 1
                if column < end { return key }
            }
            return hint.keys.first
        }
    }

    /// The hints that have room, beside what is under way.
    static func places(in state: AppState) -> [Place] {
        let rect = state.layout.bottom
        // The sign before what is under way has one column.
        var x = rect.x + 1 + (state.activity.map { $0.columns + 5 } ?? 0)
        var places: [Place] = []
        var rest = hints(state)[...]
        let leaving = Set([.escape] + (state.catalog.command(id: "session.detach")?.keys ?? []))
        while let hint = rest.popFirst() {
            let place = Place(hint: hint, x: x)
            // The way out is named before anything else that has no more room.
            let out = rest.first { !leaving.isDisjoint(with: $0.keys) }
                .map { Place(hint: $0, x: place.endX + 2) }
            guard (out ?? place).endX < rect.endX else {
                if let out = out.map({ Place(hint: $0.hint, x: x) }), out.endX < rect.endX {
                    places.append(out)
                }
                break
            }
            places.append(place)
            x = place.endX + 2
        }
        return places
    }

    /// The keys of what is on top, else of the panel that they go to.
    private static func hints(_ state: AppState) -> [KeyHint] {
        // The shell's prefix goes on below what came unasked.
        if let layer = state.layers.last, !(layer.cameUnasked && state.focus == .shell) {
            return layer.hints(in: state)
        }
        return state.catalog[state.focus].hints(in: state)
    }
}

/// Keys that the screen names, with what they do.
package struct KeyHint: Sendable {
    package let keys: [Key]
    package let name: String

    package init(_ key: Key, _ name: String) {
        self.init([key], name)
    }

    package init(_ keys: [Key], _ name: String) {
        self.keys = keys
        self.name = name
    }

    /// The keys as the screen writes them, with blanks between.
    package var label: String { keys.map(\.label).joined(separator: " ") }
}

extension [KeyHint] {
    /// The same where a key does something else for now; `nil` for none that does.
    package func saying(_ name: String, of key: Key?) -> [KeyHint] {
        guard let key else { return self }
        return map { $0.keys.first == key ? KeyHint($0.keys, name) : $0 }
    }
}

extension Severity {
    /// The feed's sign.
    package var symbol: Symbol {
        switch self {
        case .info: .info
        case .notice: .notice
        case .warning: .warning
        case .critical: .critical
        }
    }
}

extension Scene {
    /// The sign of something under way; it stands still in the minimal mode.
    package var spinner: String {
        guard state.mode != .minimal else { return glyphs[.running] }
        let step = Int(saturating: now.epoch * 8) % Symbol.spinner.count
        return glyphs[Symbol.spinner[step]]
    }
}

/// A question that waits, in one line: what it is about and the key that opens it.
package struct QuestionBar {
    package func draw(into frame: inout Frame, _ scene: Scene) {
        guard let question = scene.state.waiting.first(where: { !$0.isAside }) ?? scene.state.waiting.first
        else { return }
        let (ink, row) = (scene.ink, Self.row(scene.state))
        let style = ink.scheme.badge(.warning)
        frame.fill(row, style: style)
        let count = scene.state.waiting.count
        let key = scene.state.questionKey.label
        let sign = scene.glyphs[.warning]
        let call =
            count == 1 ? "A card waits: \(key) opens it" : "\(count) cards wait: \(key) opens the first"
        let x = frame.put(" \(sign) \(call)", at: row.origin, style: style.bold, in: row)
        let room = Rect(x: x + 3, y: row.y, width: max(0, row.endX - x - 4), height: 1)
        frame.put(question.headline, in: room, style: style, glyphs: scene.glyphs)
    }

    /// The last row, or the one above where something else stands in it.
    package static func row(_ state: AppState) -> Rect {
        let isTaken =
            state.caption != nil || state.notice != nil || state.layers.contains(where: \.takesLastRow)
        return Rect(state.size).row(state.size.height - (isTaken ? 2 : 1))
    }
}

/// The columns by name, when not all of them are on the screen.
package struct TabStrip {
    package func draw(into frame: inout Frame, _ rect: Rect, _ scene: Scene) {
        let ink = scene.ink
        frame.fill(rect, style: ink.text.on(ink.background))
        var x = rect.x + 1
        for column in scene.state.catalog.columns {
            let isShown = scene.layout.columns[column] != nil
            let isFocused = scene.state.catalog[scene.state.focus].column == column
            let style = isFocused ? ink.brand : isShown ? ink.title.bold : ink.dim
            let label = Self.label(of: column, in: scene.state)
            x = frame.put(label, at: Point(x: x, y: rect.y), style: style, in: rect)
            x += 1
        }
        let way = Self.wayOn(in: scene.state)
        let zoom = scene.state.isZoomed ? Self.zoom(in: scene.state) : ""
        if let way, x + 1 + way.label.columns + 1 + way.name.columns + 2 + zoom.columns < rect.endX {
            x = frame.put(way.label, at: Point(x: x + 1, y: rect.y), style: ink.accent.bold, in: rect)
            frame.put(" \(way.name)", at: Point(x: x, y: rect.y), style: ink.dim, in: rect)
        }
        scene.right(&frame, zoom, in: rect, row: 0, style: ink.dim)
    }

    private static func wayOn(in state: AppState) -> KeyHint? {
        state.catalog[state.focus].wayOn(in: state)
    }

    /// That one pane has all the room, with the key that gives it back where that is not typed.
    private static func zoom(in state: AppState) -> String {
        let key = wayOn(in: state) == nil ? state.catalog.label(of: "zoom") : nil
        return key.map { "zoomed: \($0) goes back " } ?? "zoomed "
    }

    /// A column's name with the key that leads to it, or as much room where that key would be typed.
    package static func label(of column: Column, in state: AppState) -> String {
        let label = state.catalog.label(of: "focus.\(column.title.lowercased())")
        let key = wayOn(in: state) == nil ? label : label.map { "".padded(toColumns: $0.columns) }
        return " \([key, column.title].compactMap(\.self).joined(separator: " ")) "
    }
}
