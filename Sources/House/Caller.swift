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
