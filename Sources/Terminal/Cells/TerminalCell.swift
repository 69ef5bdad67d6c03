/// One place of the screen in 8 bytes: what stands there, how wide it is, its style and its link.
///
/// The whole is one integer so that a row is copied, cleared and compared as memory; zero is a blank that
/// nothing was ever written to. Bits: 0–20 scalar or cluster, 21 is a cluster, 22–23 extent, 24–43 style,
/// 44–59 link, 60 protected by DECSCA.
package struct TerminalCell: Hashable, Sendable, BitwiseCopyable {
    /// Which part of a character the cell is.
    package enum Extent: UInt8, Hashable, Sendable {
        /// A character one cell wide, or a blank.
        case narrow
        /// The left half of a character two cells wide.
        case wide
        /// The right half of the character to its left.
        case tail
        /// The last cell of a row that was too short for a wide character, which went to the next row.
        case spacer
    }

    var bits: UInt64

    static let scalarMask: UInt64 = 0x1f_ffff
    static let clusterFlag: UInt64 = 1 << 21
    static let extentShift: UInt64 = 22
    static let extentMask: UInt64 = 3 << 22
    static let wideBits: UInt64 = 1 << 22
    static let tailBits: UInt64 = 2 << 22
    static let spacerBits: UInt64 = 3 << 22
    static let styleShift: UInt64 = 24
    static let styleMask: UInt64 = 0xf_ffff << 24
    static let linkShift: UInt64 = 44
    static let linkMask: UInt64 = 0xffff << 44
    static let protectedFlag: UInt64 = 1 << 60

    /// A cell that nothing was ever written to.
    package static let blank = TerminalCell(bits: 0)

    /// Which part of a character the cell is.
    package var extent: Extent {
        switch (bits & Self.extentMask) >> Self.extentShift {
        case 1: .wide
        case 2: .tail
        case 3: .spacer
        default: .narrow
        }
    }

    /// Whether the cell shows nothing but its background.
    package var isBlank: Bool {
        let shown = bits & (Self.scalarMask | Self.clusterFlag)
        return shown == 0 || shown == 0x20
    }

    /// Whether the character is more than one scalar; ``TerminalScreen/text(of:)`` gives it.
    package var isCluster: Bool { bits & Self.clusterFlag != 0 }

    /// The scalar that stands here, a space for a blank, or the replacement character for a cluster.
    package var scalar: Unicode.Scalar {
        if isCluster { return "\u{fffd}" }
        let value = UInt32(truncatingIfNeeded: bits & Self.scalarMask)
        return value == 0 ? " " : Unicode.Scalar(value) ?? "\u{fffd}"
    }

    /// Where ``TerminalScreen/style(of:)`` finds the style: equal numbers on one screen are equal styles.
    package var styleNumber: Int { Int((bits & Self.styleMask) >> Self.styleShift) }

    /// Whether a hyperlink (OSC 8) lies on the cell.
    package var hasLink: Bool { bits & Self.linkMask != 0 }

    /// The scalar, or the cluster's number with the flag that says so.
    var content: UInt64 { bits & (Self.scalarMask | Self.clusterFlag) }
    var clusterNumber: Int { Int(bits & Self.scalarMask) }
    var linkNumber: Int { Int((bits & Self.linkMask) >> Self.linkShift) }
    var isTail: Bool { bits & Self.extentMask == Self.tailBits }
    var isWide: Bool { bits & Self.extentMask == Self.wideBits }
    var isProtected: Bool { bits & Self.protectedFlag != 0 }
}
