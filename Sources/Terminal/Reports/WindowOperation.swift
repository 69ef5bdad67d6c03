/// One operation of XTWINOPS (`CSI t`, xterm's ctlseqs) that is obeyed.
///
/// Moving, resizing, raising and iconifying are the user's; the operations that ask for a title are answered with an
/// empty one, as a title is the program's own text and would be typed into the shell.
struct WindowOperation: Sendable {
    typealias Action = @Sendable (inout TerminalScreen, borrowing SequenceParameters) -> Void

    let number: Int
    let action: Action

    private init(_ number: Int, _ action: @escaping Action) {
        self.number = number
        self.action = action
    }

    static let all: [WindowOperation] = [
        WindowOperation(11) { screen, _ in screen.reply("\u{1b}[1t") },  // not iconified
        WindowOperation(13) { screen, _ in screen.reply("\u{1b}[3;0;0t") },  // position
        WindowOperation(14) { screen, _ in screen.reportPixels(4, screen.pixels) },  // text area
        WindowOperation(15) { screen, _ in screen.reportPixels(5, screen.pixels) },  // display
        WindowOperation(16) { screen, _ in screen.reportPixels(6, screen.cellPixels) },  // cell
        WindowOperation(18) { screen, _ in screen.reply("\u{1b}[8;\(screen.rows);\(screen.columns)t") },
        WindowOperation(19) { screen, _ in screen.reply("\u{1b}[9;\(screen.rows);\(screen.columns)t") },
        WindowOperation(20) { screen, _ in screen.reply("\u{1b}]L\u{1b}\\") },  // icon title
        WindowOperation(21) { screen, _ in screen.reply("\u{1b}]l\u{1b}\\") },  // window title
        WindowOperation(22) { $0.titles.push($1.value(1)) },
        WindowOperation(23) { $0.popTitle($1.value(1)) },
    ]
}

extension TerminalScreen {
    /// XTWINOPS; 24 and more would set the rows (DECSLPP) and are ignored, as the size is the user's.
    mutating func operateWindow(_ parameters: borrowing SequenceParameters) {
        let number = parameters.value(0)
        guard let operation = WindowOperation.all.first(where: { $0.number == number }) else { return }
        operation.action(&self, parameters)
    }

    /// The screen's size in pixels, `nil` where the display counts in cells only.
    fileprivate var pixels: (height: Int, width: Int)? {
        guard let height = size.pixelHeight, let width = size.pixelWidth else { return nil }
        return (height, width)
    }

    fileprivate var cellPixels: (height: Int, width: Int)? {
        pixels.map { (height: $0.height / rows, width: $0.width / columns) }
    }

    fileprivate mutating func reportPixels(_ kind: Int, _ pixels: (height: Int, width: Int)?) {
        guard let pixels else { return }
        reply("\u{1b}[\(kind);\(pixels.height);\(pixels.width)t")
    }
}

/// Mode 2048: the size of the screen is told in the input, at once and with each change, so that it arrives in order with
/// what is typed (https://gist.github.com/rockorager/e695fb2924d36b2bcf1fff4a3704bd83).
extension TerminalScreen {
    mutating func setSizeReports(_ on: Bool) {
        modes.set(.sizeReports, on)
        if on { reportSize() }
    }

    /// Rows and columns in cells, then in pixels, 0 where the display counts in cells only.
    mutating func reportSize() {
        reply("\u{1b}[48;\(rows);\(columns);\(size.pixelHeight ?? 0);\(size.pixelWidth ?? 0)t")
    }
}
