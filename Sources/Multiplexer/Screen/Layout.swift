import Screen

/// Where everything stands at one size of the screen.
///
/// Wide (160 columns and more) has the three columns side by side, from 220 on with the instruments beside them, medium
/// (100) two and a tab strip, narrow one.
package struct Layout: Equatable {
    /// How many columns stand side by side.
    package enum Width: Equatable {
        case narrow
        case medium
        case wide
    }

    package var width: Width
    /// The line with the name, the clusters and the clock.
    package var top: Rect
    /// The tabs of the columns when not all are visible.
    package var tabs: Rect?
    /// The visible columns.
    package var columns: [Column: Rect]
    /// The visible panels, borders included; together they fill their columns.
    package var panels: [PanelID: Rect]
    /// The line of keys.
    package var bottom: Rect

    package init(
        size: Size, focus: PanelID, isZoomed: Bool, catalog: Catalog, widths: ColumnWidths = ColumnWidths()
    ) {
        width = size.width >= 160 ? .wide : size.width >= 100 ? .medium : .narrow
        top = Rect(x: 0, y: 0, width: size.width, height: 1)
        bottom = Rect(x: 0, y: size.height - 1, width: size.width, height: 1)
        let hasTabs = width != .wide || isZoomed
        tabs = hasTabs ? Rect(x: 0, y: 1, width: size.width, height: 1) : nil
        let body = Rect(
            x: 0, y: hasTabs ? 2 : 1, width: size.width, height: max(0, size.height - (hasTabs ? 3 : 2)))
        columns = Self.columns(
            in: body, width: isZoomed ? .narrow : width, focus: catalog[focus].column,
            hasInstruments: catalog.hasInstruments && widths.hasInstruments && size.width >= 220, widths)
        panels = [:]
        for (column, rect) in columns { stack(column, in: rect, focus: focus, catalog) }
    }

    /// The shell on everything; what is said stands over its last line.
    package init(shellAlone rect: Rect) {
        width = .narrow
        (top, columns, panels) = (rect.row(-1), [.shell: rect], [.shell: rect])
        bottom = rect.splitBottom(1).bottom
    }

    private static func columns(
        in body: Rect, width: Width, focus: Column, hasInstruments: Bool, _ widths: ColumnWidths
    ) -> [Column: Rect] {
        func slice(_ from: Int, _ length: Int) -> Rect {
            Rect(x: body.x + from, y: body.y, width: length, height: body.height)
        }
        switch width {
        case .narrow: return [focus: body]
        case .medium:
            let left = widths.cluster(max(46, body.width * 42 / 100), of: body.width, keeping: 40)
            let other: Column = focus == .shell ? .shell : .jarvis
            return [.cluster: slice(0, left), other: slice(left, body.width - left)]
        case .wide:
            let instruments = hasInstruments ? min(60, max(40, body.width / 6)) : 0
            let room = body.width - instruments
            let left = widths.cluster(min(72, max(52, body.width * 29 / 100)), of: room, keeping: 80)
            let middle = widths.jarvis(min(100, (room - left) / 2), of: room - left, keeping: 40)
            var columns: [Column: Rect] = [
                .cluster: slice(0, left), .jarvis: slice(left, middle),
                .shell: slice(left + middle, room - left - middle),
            ]
            if hasInstruments { columns[.instruments] = slice(room, instruments) }
            return columns
        }
    }

    /// Puts the panels of a column below each other; one without a row is not there.
    private mutating func stack(_ column: Column, in rect: Rect, focus: PanelID, _ catalog: Catalog) {
        var left = rect.height
        let wanted = catalog.panels.filter { $0.column == column }.map { panel in
            let room = ColumnRoom(height: rect.height, left: left, hasKeys: panel.id == focus)
            let height = panel.height(in: room).map { min(max(0, $0), left) }
            left -= height ?? 0
            return (panel.id, height)
        }
        var y = rect.y
        for (id, height) in wanted {
            let height = height ?? left
            if height > 0 { panels[id] = Rect(x: rect.x, y: y, width: rect.width, height: height) }
            y += height
        }
    }

    /// What a closer look has: everything but the cluster, where that stands beside it.
    package var closerLook: Rect {
        let rects = columns.values
        let left = rects.count == 1 ? rects.map(\.x).min() : columns[.cluster]?.endX
        let (x, y) = (left ?? 0, rects.map(\.y).min() ?? top.endY)
        return Rect(x: x, y: y, width: bottom.endX - x, height: bottom.y - y)
    }

    /// The panel at a point.
    package func panel(at point: Point) -> PanelID? {
        panels.first { $0.value.contains(point) }?.key
    }
}

/// One of the columns.
package enum Column: Int, Sendable, CaseIterable {
    case cluster
    case jarvis
    case shell
    /// Only looked at, where there is room for it.
    case instruments

    /// The title in the tab strip.
    package var title: String {
        switch self {
        case .cluster: "CLUSTER"
        case .jarvis: "JARVIS"
        case .shell: "SHELL"
        case .instruments: "INSTRUMENTS"
        }
    }
}
