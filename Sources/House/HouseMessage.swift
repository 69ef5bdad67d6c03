/// What a house says to a front or to a command that asked.
enum HouseMessage: Sendable, Equatable {
    /// The first word to everybody who connects.
    case hello(Hello)

    /// The house draws no more on the terminal; the front restores it.
    case detached(Departure)

    /// A part of the answer to a question, for standard output.
    case output(String)

    /// The end: of an answer, or of the house for an attached front. The text is for standard error.
    case exit(code: Int32, text: String)

    /// Who answers, and where its last words would lie.
    struct Hello: Sendable, Equatable {
        /// The version of the program, for example 0.4.0.
        ///
        /// The layout of this message up to here never changes.
        let version: String

        /// Where a crash report would be written; empty when there is no such place.
        let crashFile: String

        /// Where standard error goes; empty when it is not a file of ours.
        let logFile: String

        /// The folder of the state that it keeps: ``HouseAddress/state``.
        let state: String

        /// Whether its program is another than the file it was started from: see ``HouseProcess/isReplaced``.
        ///
        /// One that does not tell is of a program before this was told.
        var isReplaced = true
    }

    /// The parcel to send.
    var parcel: Parcel {
        switch self {
        case .hello(let hello):
            var parcel = Parcel(kind: 1)
            for text in [hello.version, hello.crashFile, hello.logFile, hello.state] { parcel.append(text) }
            parcel.append(hello.isReplaced ? 1 : 0)
            return parcel
        case .detached(let departure):
            var parcel = Parcel(kind: 2)
            departure.write(to: &parcel)
            return parcel
        case .output(let text):
            var parcel = Parcel(kind: 3)
            parcel.append(text)
            return parcel
        case .exit(let code, let text):
            var parcel = Parcel(kind: 4)
            parcel.append(UInt32(bitPattern: code))
            parcel.append(text)
            return parcel
        }
    }

    /// Reads a house's parcel.
    ///
    /// - Throws: ``HouseError/otherVersion(house:)`` when a house of another wire says hello.
    init(_ parcel: Parcel) throws(HouseError) {
        var reader = ParcelReader(parcel)
        guard parcel.version == Parcel.currentVersion else {
            throw .otherVersion(house: parcel.kind == 1 ? try reader.text() : "unknown")
        }
        switch parcel.kind {
        case 1:
            self = .hello(
                Hello(
                    version: try reader.text(), crashFile: try reader.text(), logFile: try reader.text(),
                    state: try reader.text(),
                    isReplaced: reader.isAtEnd ? true : try reader.number() != 0))
        case 2: self = .detached(try Departure(from: &reader))
        case 3: self = .output(try reader.text())
        case 4: self = .exit(code: Int32(bitPattern: try reader.number()), text: try reader.text())
        default: throw .malformed("house's parcel of kind \(parcel.kind)")
        }
    }
}

/// What a front, or a command that asks a running house, says to the house.
enum FrontMessage: Sendable, Equatable {
    /// Draw on this terminal; input and output descriptors come along.
    case attach(Visitor)

    /// The attached terminal has another size.
    case resized(TerminalSize)

    /// Stop drawing and say when it is done.
    case leave(Departure)

    /// Do this and answer: a name and its arguments.
    case ask(name: String, arguments: [String])

    /// The operator's word on what the house asked back while it answers this connection.
    case answer([String])

    /// The kind of the parcel with which descriptors come.
    static let attachKind: UInt8 = 1

    /// The parcel to send.
    var parcel: Parcel {
        switch self {
        case .attach(let visitor):
            var parcel = Parcel(kind: FrontMessage.attachKind)
            visitor.write(to: &parcel)
            return parcel
        case .resized(let size):
            var parcel = Parcel(kind: 2)
            parcel.append(UInt32(size.columns))
            parcel.append(UInt32(size.rows))
            return parcel
        case .leave(let departure):
            var parcel = Parcel(kind: 3)
            departure.write(to: &parcel)
            return parcel
        case .ask(let name, let arguments):
            var parcel = Parcel(kind: 4)
            parcel.append([name] + arguments)
            return parcel
        case .answer(let words):
            var parcel = Parcel(kind: 5)
            parcel.append(words)
            return parcel
        }
    }

    /// Reads a front's parcel.
    ///
    /// - Parameters:
    ///   - parcel: of any version; only the current one is understood.
    ///   - terminal: the descriptors that came along, when two did.
    /// - Throws: ``HouseError/malformed(_:)``.
    init(_ parcel: Parcel, terminal: VisitorTerminal?) throws(HouseError) {
        guard parcel.version == Parcel.currentVersion else {
            throw .malformed("version \(parcel.version) of the wire")
        }
        var reader = ParcelReader(parcel)
        switch parcel.kind {
        case FrontMessage.attachKind:
            guard let terminal else { throw .malformed("a visitor without a terminal") }
            self = .attach(
                try Visitor(
                    from: &reader, input: terminal.input.number, output: terminal.output.number,
                    hasOwnFlags: terminal.hasOwnFlags))
        case 2:
            guard let size = try TerminalSize(from: &reader) else { throw .malformed("a size of nothing") }
            self = .resized(size)
        case 3:
            self = .leave(try Departure(from: &reader))
        case 4:
            let words = try reader.texts()
            guard let name = words.first else { throw .malformed("a question without a name") }
            self = .ask(name: name, arguments: Array(words.dropFirst()))
        case 5:
            self = .answer(try reader.texts())
        default:
            throw .malformed("front's parcel of kind \(parcel.kind)")
        }
    }
}
