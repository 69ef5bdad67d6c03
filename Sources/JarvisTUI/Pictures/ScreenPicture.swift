import CommandLine
import Multiplexer
import Screen
import Text

/// What a picture of the screen is to be: its kind of file, its size, and whether it shows who is who.
struct ScreenPicture: Sendable, Equatable {
    var format: PictureFormat
    /// That of the screen where there is none.
    var size: Size?
    /// Names are shown as they are, and so is the shell.
    var isPlain = false

    /// The name of the errand that asks a house for one.
    static let errand = "picture"

    /// The words that go to the house.
    var arguments: [String] {
        [format.rawValue, size.map { "\($0.width)x\($0.height)" } ?? "", isPlain ? "plain" : ""]
    }

    init(format: PictureFormat, size: Size? = nil, isPlain: Bool = false) {
        self.format = format
        self.size = size
        self.isPlain = isPlain
    }

    /// Reads what another process sent; `nil` where it makes no sense.
    init?(_ arguments: [String]) {
        guard arguments.count == 3, let format = PictureFormat(rawValue: arguments[0]),
            ["", "plain"].contains(arguments[2])
        else { return nil }
        self.init(format: format, isPlain: arguments[2] == "plain")
        guard !arguments[1].isEmpty else { return }
        guard let size = Size(picture: arguments[1]) else { return nil }
        self.size = size
    }

    /// The file of a state in a theme; `drawShell` puts what a pane shows into a rectangle.
    func text(
        of state: AppState, in theme: Theme, drawShell: @escaping (PaneID, inout Frame, Rect) -> Void
    ) -> String {
        var names = isPlain ? Pseudonyms() : state.pseudonyms
        var state = isPlain ? state : state.covered(by: &names)
        if let size { state.size = size }
        let ink = Ink(scheme: Scheme(theme, depth: .trueColor))
        let isPlain = isPlain
        let frame = state.draw(ink: ink, glyphs: .rich) { frame, rect, pane in
            drawShell(pane, &frame, rect)
            if !isPlain { Self.cover(rect, in: &frame, ink) }
            return nil
        }
        return format.text(of: isPlain ? frame : CoveredFrame(frame, names).frame, in: theme)
    }

    /// Leaves of the shell where something stands, and nothing of what.
    private static func cover(_ rect: Rect, in frame: inout Frame, _ ink: Ink) {
        for y in rect.y..<rect.endY {
            for x in rect.x..<rect.endX where frame[x, y].columns > 0 {
                let cell = frame[x, y]
                let isBlank = cell.character == " "
                let block = Cell(isBlank ? " " : "▒", style: ink.faint.on(ink.background))
                for column in 0..<cell.columns { frame.set(block, at: Point(x: x + column, y: y)) }
            }
        }
    }
}

extension Size {
    /// The size of a picture, such as `160x45`: 20 to 500 columns and 6 to 300 rows.
    init?(picture text: String) {
        let parts = text.lowercased().split(separator: "x", omittingEmptySubsequences: false)
        guard parts.count == 2, let width = Int(parts[0], radix: 10), (20...500).contains(width),
            let height = Int(parts[1], radix: 10), (6...300).contains(height)
        else { return nil }
        self.init(width: width, height: height)
    }
}

extension Interface {
    /// The file that a picture of the screen is, as it is now.
    func text(of picture: ScreenPicture) -> String {
        var state = state
        state.now = .now
        return picture.text(of: state, in: Self.theme(state.theme, in: themes)) { pane, frame, rect in
            self.copy(pane, into: &frame, rect)
        }
    }
}
