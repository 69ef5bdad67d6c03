import Screen

extension AppState {
    /// The picture of this state; `drawShell` puts the shell's cells into a rectangle and says where its cursor
    /// is.
    func draw(
        ink: Ink, glyphs: GlyphSet, drawShell: @escaping (inout Frame, Rect, PaneID) -> Cursor?
    ) -> Frame {
        var frame = Frame(size, style: ground(ink))
        guard isAlone || size.width >= 20 && size.height >= 6 else {
            frame.put("too small", at: Point(x: 0, y: 0), style: ink.text)
            return frame
        }
        let layout = layout
        let scene = Scene(state: self, ink: ink, glyphs: glyphs, layout: layout, drawShell: drawShell)
        if let boot = layers.last as? BootLayer {
            boot.draw(into: &frame, scene)
            return frame
        }
        if !isShellFullScreen { TopBar().draw(into: &frame, scene) }
        if let tabs = layout.tabs { TabStrip().draw(into: &frame, tabs, scene) }
        for panel in Panels.all {
            if let rect = layout.panels[panel.id] { panel.draw(into: &frame, rect, scene) }
        }
        if !isShellFullScreen || notice != nil { BottomBar().draw(into: &frame, scene) }
        if !layers.isEmpty { frame.cursor = nil }
        for layer in layers { layer.draw(into: &frame, scene) }
        QuestionBar().draw(into: &frame, scene)
        return frame
    }

    /// What is below everything: where there is nothing but the shell, the terminal's own colours.
    func ground(_ ink: Ink) -> Style {
        isAlone ? Style(background: .terminal) : ink.text.on(ink.background)
    }

    /// Something may lie over the cells of the shell.
    var isShellCovered: Bool {
        !layers.isEmpty || shell.prefix != nil || (notice != nil || !waiting.isEmpty) && isShellFullScreen
    }

    /// How soon the picture changes without any event; `nil` for never.
    var nextTick: Duration? {
        var ticks = layers.compactMap { $0.nextTick(at: now) }
        if notice != nil { ticks.append(.seconds(1)) }
        if let tick = questionTick { ticks.append(tick) }
        if let prefix = prefixTick { ticks.append(prefix) }
        guard !isAlone else { return ticks.min() }
        if chat.isBusy || !acts.isEmpty { ticks.append(.milliseconds(mode == .minimal ? 1000 : 125)) }
        if mode == .jarvis, layout.panels[.hud] != nil { ticks.append(motionTick) }
        // Ages are shown in seconds only once something is stale, and the clock in minutes.
        ticks.append(.seconds(hasStaleFigures ? 1 : 5))
        return ticks.min()
    }

    /// The globe turns while somebody is there, and hardly when nobody is.
    private var motionTick: Duration {
        now.instant - lastKey.instant < .seconds(60) ? .milliseconds(200) : .seconds(2)
    }

    private var hasStaleFigures: Bool {
        cluster.snapshot.freshness.values.contains { $0.isStale(at: now.instant) }
    }
}
