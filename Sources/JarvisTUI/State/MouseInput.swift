import Screen

extension AppState {
    /// A click puts the focus where it falls and selects a row of the cluster; the wheel scrolls what is below it.
    ///
    /// Above a layer the mouse does nothing: it must not answer what it does not see.
    mutating func handle(_ mouse: Mouse) -> [Effect] {
        guard layers.isEmpty else { return [] }
        if mouse.action == .press(.left), !waiting.isEmpty, QuestionBar.row(self).contains(mouse.position) {
            openQuestion()
            return []
        }
        let layout = layout
        if shell.grip != nil { return handleInShell(mouse) }
        guard let pane = layout.pane(at: mouse.position) else { return clickTab(mouse, layout) }
        switch mouse.action {
        case .press(.left):
            let wasFocused = focus == pane
            focus(pane)
            if pane == .cluster, let rect = layout.columns[.cluster] { select(at: mouse.position, in: rect) }
            return pane == .shell && wasFocused ? handleInShell(mouse) : []
        case .scrollUp: return scroll(pane, by: 3, mouse)
        case .scrollDown: return scroll(pane, by: -3, mouse)
        default: return pane == .shell && focus == .shell ? handleInShell(mouse) : []
        }
    }

    private mutating func clickTab(_ mouse: Mouse, _ layout: Layout) -> [Effect] {
        guard case .press(.left) = mouse.action, let tabs = layout.tabs, tabs.contains(mouse.position) else {
            return []
        }
        var x = tabs.x + 1
        for column in Column.allCases {
            x += column.title.count + 4
            if mouse.position.x < x {
                focus(column.focus)
                return []
            }
            x += 1
        }
        return []
    }

    private mutating func select(at point: Point, in rect: Rect) {
        let inner = rect.inset()
        guard inner.contains(point) else { return }
        let drawing = RowHeights(pane: cluster, isCompact: ClusterPanel.isCompact(cluster, inner))
        if let row = drawing.row(at: point.y - inner.y, windowHeight: inner.height) { cluster.select(row) }
    }

    private mutating func scroll(_ pane: Focus, by lines: Int, _ mouse: Mouse) -> [Effect] {
        switch pane {
        case .cluster: cluster.select(by: -lines)
        case .chat: chat.scroll(by: lines)
        case .feed: feed.scroll(by: lines)
        case .shell: return handleInShell(mouse)
        }
        return []
    }
}
