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
