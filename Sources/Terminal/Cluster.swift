/// A character of more than one scalar: a base and what was combined with it.
struct Cluster: Interned {
    /// The most scalars a cluster keeps; more of them are dropped.
    static let limit = 17

    private(set) var scalars = InlineArray<17, UInt32>(repeating: 0)
    private(set) var count = 0

    static let empty = Cluster()

    /// Adds a scalar, or tells that there is no room for it.
    mutating func append(_ scalar: UInt32) -> Bool {
        if count == Self.limit { return false }
        scalars[count] = scalar
        count += 1
        return true
    }

    /// The last scalar, or 0 in an empty cluster.
    var last: UInt32 { count == 0 ? 0 : scalars[count - 1] }

    var fingerprint: UInt64 {
        var mixed: UInt64 = 0xcbf2_9ce4_8422_2325
        for index in 0..<count {
            mixed = (mixed ^ UInt64(scalars[unchecked: index])) &* 0x9e37_79b9_7f4a_7c15
        }
        return mixed ^ mixed >> 29
    }

    static func == (left: Cluster, right: Cluster) -> Bool {
        if left.count != right.count { return false }
        // Never more than the limit, by which both have room.
        for index in 0..<left.count where left.scalars[unchecked: index] != right.scalars[unchecked: index] {
            return false
        }
        return true
    }

    /// The cluster as a text.
    var text: String {
        String(unsafeUninitializedCapacity: Self.limit * 4) { bytes in
            var length = 0
            for index in 0..<count {
                let scalar = Unicode.Scalar(scalars[index]) ?? "\u{fffd}"
                for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
                    bytes[length] = byte
                    length += 1
                }
            }
            return length
        }
    }

    /// Adds the cluster's scalars to a text.
    func append(to text: inout String) {
        text += self.text
    }
}
