import Screen

/// Where everything stands at one size of the screen.
///
/// Wide (160 columns and more) has the three columns side by side, medium (100) two and a tab strip, narrow one.
struct Layout: Equatable {
    /// How many columns stand side by side.
    enum Width: Equatable {
        case narrow
        case medium
        case wide
    }

    var width: Width
    /// The line with the name, the clusters and the clock.
    var top: Rect
    /// The tabs of the columns when not all are visible.
    var tabs: Rect?
    /// The visible columns, borders included.
    var columns: [Column: Rect]
    /// The line of keys.
    var bottom: Rect
    /// The panes within the middle column; the HUD gives way when it is low, then the feed or the chat.
    var jarvis: JarvisRooms?

    init(size: Size, focus: Focus, isZoomed: Bool) {
        width = size.width >= 160 ? .wide : size.width >= 100 ? .medium : .narrow
        top = Rect(x: 0, y: 0, width: size.width, height: 1)
        bottom = Rect(x: 0, y: size.height - 1, width: size.width, height: 1)
        let hasTabs = width != .wide || isZoomed
        tabs = hasTabs ? Rect(x: 0, y: 1, width: size.width, height: 1) : nil
        let body = Rect(
            x: 0, y: hasTabs ? 2 : 1, width: size.width, height: max(0, size.height - (hasTabs ? 3 : 2)))
        columns = Self.columns(in: body, width: isZoomed ? .narrow : width, focus: focus.column)
        jarvis = columns[.jarvis].map { JarvisRooms(in: $0, focus: focus) }
    }

    /// The shell on everything; what is said stands over its last line.
    init(shellAlone rect: Rect) {
        width = .narrow
        (top, columns) = (rect.row(-1), [.shell: rect])
        bottom = rect.splitBottom(1).bottom
    }

    private static func columns(in body: Rect, width: Width, focus: Column) -> [Column: Rect] {
        func slice(_ from: Int, _ length: Int) -> Rect {
            Rect(x: body.x + from, y: body.y, width: length, height: body.height)
        }
        switch width {
        case .narrow: return [focus: body]
        case .medium:
            let left = max(46, body.width * 42 / 100)
            let other: Column = focus == .shell ? .shell : .jarvis
            return [.cluster: slice(0, left), other: slice(left, body.width - left)]
        case .wide:
            let left = min(72, max(52, body.width * 29 / 100))
            let middle = min(100, (body.width - left) / 2)
            return [
                .cluster: slice(0, left), .jarvis: slice(left, middle),
                .shell: slice(left + middle, body.width - left - middle),
            ]
        }
    }

    /// What a closer look has: everything but the cluster, where that stands beside it.
    var closerLook: Rect {
        let rects = columns.values
        let left = rects.count == 1 ? rects.map(\.x).min() : columns[.cluster]?.endX
        let (x, y) = (left ?? 0, rects.map(\.y).min() ?? top.endY)
        return Rect(x: x, y: y, width: bottom.endX - x, height: bottom.y - y)
    }

    /// The pane at a point.
    func pane(at point: Point) -> Focus? {
        for (column, rect) in columns where rect.contains(point) {
            guard column == .jarvis else { return column.focus }
            return jarvis?.feed?.contains(point) == true ? .feed : .chat
        }
        return nil
    }
}

/// The rooms of the middle column, borders included.
///
/// Where it is too low for both, the chat has it, or the feed while that has the keys.
struct JarvisRooms: Equatable {
    var hud: Rect?
    var chat: Rect
    var feed: Rect?

    init(in column: Rect, focus: Focus) {
        let height = column.height
        let hudHeight = height >= 44 ? 15 : height >= 34 ? 11 : 0
        let feedHeight =
            height >= 18
            ? min(16, max(6, (height - hudHeight) * 3 / 10)) : focus == .feed ? height : 0
        func part(_ y: Int, _ height: Int) -> Rect {
            Rect(x: column.x, y: y, width: column.width, height: height)
        }
        hud = hudHeight > 0 ? part(column.y, hudHeight) : nil
        chat = part(column.y + hudHeight, height - hudHeight - feedHeight)
        feed = feedHeight > 0 ? part(column.y + height - feedHeight, feedHeight) : nil
    }
}
