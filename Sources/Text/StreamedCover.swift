/// Covers a secret in a text that comes in pieces, wherever they end, in every spelling that ``KnownSecret`` finds.
///
/// Of what came, only as much is held back as may be the beginning of the secret.
package struct StreamedCover: Sendable {
    private let secret: KnownSecret
    /// What came and may be the beginning of the secret.
    private var held: [UInt8] = []
    /// How many bytes of it were told nevertheless.
    private var told = 0

    /// A spelling that is stretched over more bytes is none.
    private static let longest = 4096

    package init(_ secret: KnownSecret) { self.secret = secret }

    /// What can be told with the next piece.
    package mutating func add(_ piece: String) -> String {
        held += piece.utf8
        let spelled = SpelledBytes(held)
        let places = secret.places(in: held, spelled)
        let opening = secret.opening(atEndOf: held, spelled)
        let end = held.count - opening > Self.longest ? held.count : opening
        return tell(to: max(end, places.map(\.upperBound).max() ?? 0), places)
    }

    /// What is told although it may be a beginning, because something else comes now; no more than is harmless.
    package mutating func pause() -> String {
        guard held.count < KnownSecret.shortest, told < held.count else { return "" }
        defer { told = held.count }
        return String(decoding: held[told...], as: UTF8.self)
    }

    /// What is left when nothing more comes.
    package mutating func end() -> String { tell(to: held.count, []) }

    private mutating func tell(to end: Int, _ places: [Range<Int>]) -> String {
        let news = KnownSecret.covering(places, in: held, min(told, end)..<end)
        held.removeFirst(end)
        told = max(0, told - end)
        return String(decoding: news, as: UTF8.self)
    }
}
