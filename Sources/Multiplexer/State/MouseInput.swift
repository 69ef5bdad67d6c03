import Screen

extension AppState {
    /// A click puts the focus where it falls and selects a row of the cluster; the wheel scrolls what is below it.
    ///
    /// Above a layer the mouse does nothing: it must not answer what it does not see.
    package mutating func handle(_ mouse: Mouse) -> [Effect] {
        guard layers.isEmpty else { return [] }
        if mouse.action == .press(.left), !waiting.isEmpty, QuestionBar.row(self).contains(mouse.position) {
            openQuestion()
            return []
        }
        let layout = layout
        if shell.grip != nil { return handleInShell(mouse) }
        guard let found = layout.panel(at: mouse.position) else { return clickTab(mouse, layout) }
        let id = catalog[found].takesKeys ? found : catalog.panel(of: catalog[found].column)
        let hadKeys = focus == id
        if mouse.action == .press(.left) { focus(id) }
        guard let rect = layout.panels[id] else { return [] }
        return catalog[id].handle(mouse, in: rect, of: &self, hadKeys: hadKeys)
    }

    private mutating func clickTab(_ mouse: Mouse, _ layout: Layout) -> [Effect] {
        guard case .press(.left) = mouse.action, let tabs = layout.tabs, tabs.contains(mouse.position) else {
            return []
        }
        var x = tabs.x + 1
        for column in Column.allCases {
            x += column.title.count + 4
            if mouse.position.x < x {
                focus(catalog.panel(of: column))
                return []
            }
            x += 1
        }
        return []
    }
}
