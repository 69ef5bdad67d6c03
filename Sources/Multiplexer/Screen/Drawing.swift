import Screen

extension AppState {
    /// The picture of this state; `drawShell` puts the shell's cells into a rectangle and says where its cursor
    /// is.
    package func draw(
        ink: Ink, glyphs: GlyphSet, drawShell: @escaping (inout Frame, Rect, PaneID) -> Cursor?
    ) -> Frame {
        var frame = Frame(size, style: ground(ink))
        guard isAlone || size.width >= 20 && size.height >= 6 else {
            frame.put("too small", at: Point(x: 0, y: 0), style: ink.text)
            return frame
        }
        let layout = layout
        let scene = Scene(state: self, ink: ink, glyphs: glyphs, layout: layout, drawShell: drawShell)
        if let top = layers.last, top.hidesAll {
            top.draw(into: &frame, scene)
            return frame
        }
        if !isShellFullScreen { catalog.application.drawTop(into: &frame, scene) }
        if let tabs = layout.tabs { TabStrip().draw(into: &frame, tabs, scene) }
        for panel in catalog.panels {
            if let rect = layout.panels[panel.id] { panel.draw(into: &frame, rect, scene) }
        }
        catalog.application.drawOver(&frame, scene)
        if !isShellFullScreen || notice != nil { BottomBar().draw(into: &frame, scene) }
        if !layers.isEmpty { frame.cursor = nil }
        for layer in layers { layer.draw(into: &frame, scene) }
        QuestionBar().draw(into: &frame, scene)
        return frame
    }

    /// What is below everything: where there is nothing but the shell, the terminal's own colours.
    package func ground(_ ink: Ink) -> Style {
        isAlone ? Style(background: .terminal) : ink.text.on(ink.background)
    }

    /// Something may lie over the cells of the shell.
    package var isShellCovered: Bool {
        !layers.isEmpty || shell.prefix != nil || (notice != nil || !waiting.isEmpty) && isShellFullScreen
    }

    /// Draws these parts anew into the last picture, and the bars, which tell the time.
    ///
    /// Only while nothing lies over the panels, and for panels that hold no programs.
    package func redraw(_ parts: Set<PicturePart>, into frame: inout Frame, ink: Ink, glyphs: GlyphSet) {
        let layout = layout
        let scene = Scene(state: self, ink: ink, glyphs: glyphs, layout: layout) { _, _, _ in nil }
        let bars = [frame.bounds.row(0), layout.bottom]
        for bar in bars { frame.clear(bar, style: ground(ink)) }
        catalog.application.drawTop(into: &frame, scene)
        for panel in catalog.panels where parts.contains(.panel(panel.id)) {
            guard let rect = layout.panels[panel.id] else { continue }
            frame.clear(rect, style: ground(ink))
            panel.draw(into: &frame, rect, scene)
        }
        BottomBar().draw(into: &frame, scene)
    }

    /// How soon the parts of the picture change without any event.
    ///
    /// What changes once a second or more seldom is an age, and those are told in many places.
    package var ticks: [PicturePart: Duration] {
        var all = layers.compactMap { $0.nextTick(at: now) }
        if notice != nil { all.append(.seconds(1)) }
        if let tick = questionTick { all.append(tick) }
        if let prefix = prefixTick { all.append(prefix) }
        var ticks: [PicturePart: Duration] = [:]
        if activity != nil { ticks[.bars] = busyTick }
        let layout = layout
        for panel in catalog.panels {
            let tick = panel.nextTick(in: self, isShown: layout.panels[panel.id] != nil)
            guard let tick else { continue }
            if tick < .seconds(1) { ticks[.panel(panel.id)] = tick } else { all.append(tick) }
        }
        ticks[.everything] = all.min()
        return ticks
    }

    /// How soon what is under way is drawn again.
    package var busyTick: Duration { .milliseconds(mode == .minimal ? 1000 : 125) }
}

/// What of a picture is new.
package enum PicturePart: Hashable, Sendable {
    case everything
    /// The first line and the last, which are drawn with every panel.
    case bars
    case panel(PanelID)
}
