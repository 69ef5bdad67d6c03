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

    /// How soon the picture changes without any event; `nil` for never.
    package var nextTick: Duration? {
        var ticks = layers.compactMap { $0.nextTick(at: now) }
        if notice != nil { ticks.append(.seconds(1)) }
        if let tick = questionTick { ticks.append(tick) }
        if let prefix = prefixTick { ticks.append(prefix) }
        let layout = layout
        if activity != nil { ticks.append(busyTick) }
        ticks += catalog.panels.compactMap { $0.nextTick(in: self, isShown: layout.panels[$0.id] != nil) }
        return ticks.min()
    }

    /// How soon what is under way is drawn again.
    package var busyTick: Duration { .milliseconds(mode == .minimal ? 1000 : 125) }
}
