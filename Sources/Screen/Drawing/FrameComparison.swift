import Glibc

extension Frame: Equatable {
    package static func == (one: Frame, other: Frame) -> Bool {
        guard one.size == other.size, one.cursor == other.cursor else { return false }
        let agrees = one.namesAlike(other)
        return (0..<one.size.height).allSatisfy { one.row($0, isSameAs: $0, of: other, namesAgree: agrees) }
    }

    /// Whether both frames name clusters and ornaments by the same numbers, as far as both have them.
    func namesAlike(_ other: Frame) -> Bool {
        clusters.agrees(with: other.clusters) && ornaments.agrees(with: other.ornaments)
    }

    /// Whether a row is equal to a row of another frame of the same width.
    func row(_ row: Int, isSameAs otherRow: Int, of other: Frame, namesAgree: Bool) -> Bool {
        let width = size.width
        return slots.withUnsafeBufferPointer { mine in
            other.slots.withUnsafeBufferPointer { theirs in
                guard width > 0, let one = mine.baseAddress, let two = theirs.baseAddress else { return true }
                let (left, right) = (one + row * width, two + otherRow * width)
                if namesAgree { return memcmp(left, right, width * MemoryLayout<Slot>.stride) == 0 }
                return (0..<width).allSatisfy { isSame(left[$0], right[$0], of: other) }
            }
        }
    }

    /// Whether two slots show the same, one of this frame and one of another.
    func isSame(_ slot: Slot, _ otherSlot: Slot, of other: Frame) -> Bool {
        if slot.standsAlone || otherSlot.standsAlone { return slot == otherSlot }
        return slot.isWide == otherSlot.isWide && slot.isRightHalf == otherSlot.isRightHalf
            && slot.style == otherSlot.style
            && ClusterText(String(character(of: slot)))
                == ClusterText(String(other.character(of: otherSlot)))
            && ornaments[Int(slot.ornament)] == other.ornaments[Int(otherSlot.ornament)]
    }

    /// About how many cells of a row differ from another frame of the same size.
    func differences(in row: Int, from other: Frame) -> Int {
        let start = row * size.width
        return (start..<start + size.width).reduce(0) { $0 + (slots[$1] == other.slots[$1] ? 0 : 1) }
    }

    /// A number that rows have in common when they show the same, and others hardly ever.
    func digest(of row: Int) -> UInt64 {
        let start = row * size.width
        var digest: UInt64 = 0xCBF2_9CE4_8422_2325
        for slot in slots[start..<start + size.width] {
            let bits = unsafeBitCast(slot.standsAlone ? slot : .blank(slot.style), to: SIMD2<UInt64>.self)
            digest = (digest ^ bits.x) &* 0x9E37_79B9_7F4A_7C15
            digest = (digest ^ bits.y ^ digest >> 32) &* 0x9E37_79B9_7F4A_7C15
            guard !slot.standsAlone else { continue }
            digest ^= UInt64(truncatingIfNeeded: ornaments[Int(slot.ornament)].hashValue)
            digest ^= slot.clusterIndex.map(clusters.digest(of:)) ?? UInt64(slot.scalar?.value ?? 0)
        }
        return digest
    }
}
