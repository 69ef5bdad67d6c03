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

/// Characters of more than one scalar (UAX #29), as far as a stream of scalars can tell them.
extension TerminalScreen {
    private static let joiner: UInt32 = 0x200d
    private static let emojiSelector: UInt32 = 0xfe0f

    /// Adds a scalar to the character before the cursor, if it belongs to it.
    mutating func combine(_ scalar: UInt32, width: Int) -> Bool {
        guard let column = columnBeforeCursor() else { return false }
        let cell = grid.line(cursor.row)[column]
        if width > 0, !belongs(scalar, to: cell) { return false }
        printed.joinsNext = scalar == Self.joiner
        guard let content = content(of: cell, with: scalar) else { return true }
        let kept = cell.bits & ~(TerminalCell.scalarMask | TerminalCell.clusterFlag)
        grid.line(cursor.row)[column] = TerminalCell(bits: kept | content)
        grid.state(cursor.row).pointee.isDamaged = true
        if scalar == Self.emojiSelector, !cell.isWide, Self.isEmoji(content: cell, tables.clusters) {
            widen(column)
        }
        return true
    }

    /// The column of the character that the cursor stands behind.
    @inline(__always)
    private func columnBeforeCursor() -> Int? {
        var column = cursor.wrapsNext ? cursor.column : cursor.column - 1
        guard column >= 0 else { return nil }
        let line = grid.line(cursor.row)
        if line[column].isTail, column > 0 { column -= 1 }
        let shown = line[column].content
        return shown == 0 ? nil : column
    }

    /// Whether a scalar with a width of its own goes on with a character: emoji joined, toned or paired.
    @inline(__always)
    private func belongs(_ scalar: UInt32, to cell: TerminalCell) -> Bool {
        let cluster = cell.isCluster ? tables.clusters[cell.clusterNumber] : nil
        if printed.joinsNext {
            return cluster?.last == Self.joiner && Self.isEmoji(scalar) && Self.isPictured(cell, cluster)
        }
        switch scalar {
        case 0x1_f1e6...0x1_f1ff: return cluster == nil && (0x1_f1e6...0x1_f1ff).contains(cell.scalar.value)
        case 0x1_f3fb...0x1_f3ff:
            let last = cluster?.last ?? cell.scalar.value
            return Unicode.Scalar(last)?.properties.isEmojiModifierBase ?? false
        default: return false
        }
    }

    private static func isPictured(_ cell: TerminalCell, _ cluster: Cluster?) -> Bool {
        guard let cluster else { return isEmoji(cell.scalar.value) }
        return isEmoji(cluster.scalars[0])
    }

    private static func isEmoji(content cell: TerminalCell, _ clusters: borrowing InternTable<Cluster>)
        -> Bool
    {
        let first = cell.isCluster ? clusters[cell.clusterNumber].scalars[0] : cell.scalar.value
        return Unicode.Scalar(first)?.properties.isEmoji ?? false
    }

    private static func isEmoji(_ scalar: UInt32) -> Bool {
        scalar > 0xff && Unicode.Scalar(scalar)?.properties.isEmoji ?? false
    }

    /// What a cell holds after a scalar was added; `nil` when it holds all it can.
    private mutating func content(of cell: TerminalCell, with scalar: UInt32) -> UInt64? {
        var cluster = Cluster.empty
        if cell.isCluster {
            cluster = tables.clusters[cell.clusterNumber]
        } else {
            _ = cluster.append(cell.scalar.value)
        }
        guard cluster.append(scalar), let number = number(of: cluster) else { return nil }
        return UInt64(number) | TerminalCell.clusterFlag
    }

    /// Gives a character that became an emoji its second cell, where the row has one.
    private mutating func widen(_ column: Int) {
        guard column + 1 < margins.edge(from: column) else { return }
        let line = grid.line(cursor.row)
        let state = grid.state(cursor.row)
        if state.pointee.hasWide { splitWide(line, column, column + 2) }
        let cell = line[column]
        let kept = cell.bits & (TerminalCell.styleMask | TerminalCell.linkMask | TerminalCell.protectedFlag)
        line[column] = TerminalCell(bits: cell.bits & ~TerminalCell.extentMask | TerminalCell.wideBits)
        line[column + 1] = TerminalCell(bits: kept | TerminalCell.tailBits)
        state.pointee.used = max(state.pointee.used, Int32(column + 2))
        state.pointee.hasWide = true
        guard cursor.column == column + 1 else { return }
        if column + 2 < edge {
            cursor.column = column + 2
        } else {
            cursor.wrapsNext = modes.contains(.autowrap)
        }
    }
}
