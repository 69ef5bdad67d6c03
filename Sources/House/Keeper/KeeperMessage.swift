/// What a house and its keeper say to each other: a packet each, with the descriptors it speaks of.
///
/// Layout: the version of this wire, the kind, and a name or nothing. It is older and newer programs that talk here,
/// when one takes over from the other: a new kind is passed over by those who do not know it.
enum KeeperMessage: Equatable {
    /// The house: keep these under that name, in place of what was kept there. The keeper: this was kept.
    case thing(String)

    /// The house: let go of what is kept under that name.
    case drop(String)

    /// The house: there is nothing more to keep.
    case farewell

    /// The keeper: that was all.
    case all

    /// Of the wire.
    static let version: UInt8 = 1

    /// Bytes of a name.
    static let longestName = 200

    var bytes: [UInt8] {
        switch self {
        case .thing(let name): [Self.version, 1] + name.utf8
        case .drop(let name): [Self.version, 2] + name.utf8
        case .farewell: [Self.version, 3]
        case .all: [Self.version, 4]
        }
    }

    /// Reads a packet; nil for what another version says.
    init?(_ bytes: some Collection<UInt8>) {
        let bytes = Array(bytes)
        guard bytes.count >= 2, bytes[0] == Self.version else { return nil }
        let name = String(decoding: bytes[2...], as: UTF8.self)
        switch bytes[1] {
        case 1 where !name.isEmpty: self = .thing(name)
        case 2 where !name.isEmpty: self = .drop(name)
        case 3: self = .farewell
        case 4: self = .all
        default: return nil
        }
    }
}
