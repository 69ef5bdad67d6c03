import Screen

/// The columns by name, when not all of them are on the screen.
package struct TabStrip {
    package func draw(into frame: inout Frame, _ rect: Rect, _ scene: Scene) {
        let ink = scene.ink
        frame.fill(rect, style: ink.text.on(ink.background))
        var x = rect.x + 1
        for column in Column.allCases {
            let isShown = scene.layout.columns[column] != nil
            let isFocused = scene.state.catalog[scene.state.focus].column == column
            let style = isFocused ? ink.brand : isShown ? ink.title : ink.dim
            x = frame.put(
                " \(column.rawValue + 1) \(column.title) ", at: Point(x: x, y: rect.y), style: style, in: rect
            )
            x += 1
        }
        if scene.state.isZoomed {
            scene.right(&frame, "zoomed: z goes back ", in: rect, row: 0, style: ink.dim)
        }
    }
}
