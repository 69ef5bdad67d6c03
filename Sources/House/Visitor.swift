import CPOSIX
import Glibc

/// A terminal that came to the house, with what a screen and a shell on it need to know.
package struct Visitor: Sendable, Equatable {
    /// The terminal to read keys from.
    ///
    /// The ``HouseSocket`` closes it; see ``HouseEvent/left(_:)``.
    package let input: Int32

    /// The terminal to draw on; may be the same device as ``input``.
    package let output: Int32

    /// Whether the descriptors have flags of their own, so that O_NONBLOCK would not stay behind in
    /// the user's shell.
    package let hasOwnFlags: Bool

    /// The value of TERM, never empty.
    package let term: String

    /// Of the front's environment what ``carriedNames`` lists, as far as it was set.
    package let environment: [String: String]

    /// The size when it attached, nil when the terminal does not know it.
    package let size: TerminalSize?

    /// The folder the front was started in, nil when it has gone.
    package let workingFolder: String?

    /// The front's process id.
    package let process: Int32

    /// Whether it waits for its turn when another terminal is attached, rather than taking its place.
    package let yields: Bool

    /// The variables that describe a terminal or its user's session, as tmux's `update-environment` does.
    package static let carriedNames: Set<String> = [
        "BROWSER", "COLORTERM", "DISPLAY", "LANG", "LANGUAGE", "LC_ALL", "LC_COLLATE", "LC_CTYPE",
        "LC_MESSAGES",
        "LC_MONETARY", "LC_NUMERIC", "LC_TIME", "NO_COLOR", "SSH_AUTH_SOCK", "SSH_CONNECTION", "STY",
        "TERM_PROGRAM", "TERM_PROGRAM_VERSION", "TERMINFO", "TMUX", "TZ", "VTE_VERSION", "WAYLAND_DISPLAY",
        "XAUTHORITY",
    ]
}

extension Visitor {
    /// This process as a visitor, on its standard input and output.
    ///
    /// - Throws: ``HouseError/noTerminal`` or ``HouseError/plainTerminal(_:)`` when nothing can be drawn there.
    package static func here(yields: Bool) throws(HouseError) -> Visitor {
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { throw .noTerminal }
        let environment = Environment.ofThisProcess
        let term = environment["TERM"] ?? ""
        guard !["", "dumb", "unknown"].contains(term) else { throw .plainTerminal(term) }
        return Visitor(
            input: STDIN_FILENO, output: STDOUT_FILENO, hasOwnFlags: false, term: term,
            environment: environment.filter { carriedNames.contains($0.key) },
            size: TerminalSize(of: STDOUT_FILENO), workingFolder: Environment.workingFolder,
            process: getpid(), yields: yields)
    }

    func write(to parcel: inout Parcel) {
        parcel.append(term)
        parcel.append(environment.flatMap { [$0.key, $0.value] })
        parcel.append(UInt32(size?.columns ?? 0))
        parcel.append(UInt32(size?.rows ?? 0))
        parcel.append(workingFolder ?? "")
        parcel.append(UInt32(bitPattern: process))
        parcel.append(yields ? 1 : 0)
    }

    /// Reads what a front wrote; the descriptors are those that came along.
    init(from reader: inout ParcelReader, input: Int32, output: Int32, hasOwnFlags: Bool) throws(HouseError) {
        self.input = input
        self.output = output
        self.hasOwnFlags = hasOwnFlags
        term = try reader.text()
        let pairs = try reader.texts()
        guard !term.isEmpty, pairs.count.isMultiple(of: 2) else { throw .malformed("a visitor half told") }
        let named = stride(from: 0, to: pairs.count, by: 2).map { (pairs[$0], pairs[$0 + 1]) }
        environment = Dictionary(named.filter { Visitor.carriedNames.contains($0.0) }) { $1 }
        size = try TerminalSize(from: &reader)
        let folder = try reader.text()
        workingFolder = folder.isEmpty ? nil : folder
        process = Int32(bitPattern: try reader.number())
        yields = try reader.number() != 0
    }
}

extension TerminalSize {
    /// Reads columns and rows; nil for 0, which is how a terminal says that it does not know.
    init?(from reader: inout ParcelReader) throws(HouseError) {
        let columns = Int(try reader.number())
        let rows = Int(try reader.number())
        guard columns > 0, rows > 0 else { return nil }
        self.init(columns: columns, rows: rows)
    }
}

/// Somebody connected to the house: a front, a command that asks, or one who has not spoken yet.
final class Caller {
    let id: Int
    let connection: Connection

    /// Whether it ever brought a terminal.
    var isFront = false

    /// What it asked, until the answer is finished.
    var inquiry: Inquiry?

    /// Whether the connection ends once everything is sent.
    var isClosing = false

    /// When it last said something, or took what it was sent.
    private(set) var lastWord = ContinuousClock.now

    private var parcels = (second: ContinuousClock.now, count: 0)

    /// A window that is dragged sends some 60 sizes a second; what sends more than this is no front.
    private static let mostParcels = 2_000

    init(id: Int, connection: Connection) {
        self.id = id
        self.connection = connection
    }

    /// Sends and reads what can be, and notes whether anything moved.
    func exchange() {
        let unsent = connection.unsent
        connection.flush()
        if connection.fill() || connection.unsent < unsent { lastWord = .now }
    }

    /// The next parcel, nil when there is none.
    ///
    /// - Throws: ``HouseError/malformed(_:)`` for one who floods the house as well.
    func next() throws(HouseError) -> Parcel? {
        guard let parcel = try connection.next() else { return nil }
        if ContinuousClock.now - parcels.second > .seconds(1) { parcels = (.now, 0) }
        parcels.count += 1
        guard parcels.count <= Caller.mostParcels else {
            throw .malformed("more than \(Caller.mostParcels) parcels in a second")
        }
        return parcel
    }
}
