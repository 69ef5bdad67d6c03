import Text

/// A style made ready for many cells of one frame.
package struct Brush: Sendable, BitwiseCopyable {
    let style: Style
    let ornament: UInt16
}

extension Frame {
    /// Makes a style, and a hyperlink to lie on the cells, ready to draw with; of use in this frame only.
    @discardableResult
    package mutating func brush(_ style: Style, link: LinkAddress? = nil) -> Brush {
        guard style.underlineColor != .transparent || link != nil else {
            return Brush(style: style, ornament: 0)
        }
        let ornament = Ornament(underlineColor: style.underlineColor, link: link)
        return Brush(style: style, ornament: ornamentNumber(ornament))
    }

    /// Puts one scalar, which counts as wide as is said; one that is not safe to draw becomes a stand-in.
    package mutating func put(
        _ scalar: Unicode.Scalar, isWide: Bool, at point: Point, with brush: Brush, in clip: Rect? = nil
    ) {
        let clip = clip?.intersection(bounds) ?? bounds
        let safe = scalar.isPlainlyVisible ? scalar : "\u{FFFD}"
        place(
            .scalar(safe, isWide: isWide, style: brush.style, ornament: brush.ornament), at: point, in: clip)
    }

    /// Puts one character of several scalars, or the first one of a text, which counts as wide as is said.
    ///
    /// What was put before is found again by its bytes alone.
    package mutating func put(
        cluster text: String, isWide: Bool, at point: Point, with brush: Brush, in clip: Rect? = nil
    ) {
        let number: Int
        if let known = clusters.known(text) {
            number = known
        } else {
            let shown = safe(text.first ?? " ")
            if shown.isOneScalar, shown != ClusterTable.standIn {
                return put(shown, isWide: isWide, at: point, with: brush, in: clip)
            }
            number = shown == ClusterTable.standIn ? 0 : clusterNumber(shown)
            note(text, as: number)
        }
        let slot = Slot.cluster(number, isWide: isWide, style: brush.style, ornament: brush.ornament)
        place(slot, at: point, in: clip?.intersection(bounds) ?? bounds)
    }

    /// Puts one character, which counts as wide as is said.
    ///
    /// One that is not safe to draw, or is more than one character once it is, becomes a stand-in.
    package mutating func put(
        _ character: Character, isWide: Bool, at point: Point, with brush: Brush, in clip: Rect? = nil
    ) {
        let clip = clip?.intersection(bounds) ?? bounds
        place(safe(character), isWide: isWide, at: point, with: brush, in: clip)
    }

    /// A character, or a stand-in for one that is not safe to draw.
    private func safe(_ character: Character) -> Character {
        if character.unicodeScalars.allSatisfy(\.isPlainlyVisible) { return character }
        let line = Untrusted(String(character)).line
        return line.count == 1 ? line.first ?? "?" : ClusterTable.standIn
    }

    /// Puts one scalar a column wide; one that is not becomes `?`.
    mutating func put(_ scalar: Unicode.Scalar, at point: Point, style: Style, in clip: Rect? = nil) {
        let isNarrow = scalar.isPlainlyVisible && scalar.columns == 1
        put(isNarrow ? scalar : "?", isWide: false, at: point, with: brush(style), in: clip)
    }

    /// Puts a character that is known to be safe; the clip lies inside the frame.
    mutating func place(
        _ character: Character, isWide: Bool, at point: Point, with brush: Brush, in clip: Rect
    ) {
        let first = character.unicodeScalars.first ?? " "
        let slot: Slot =
            character.isOneScalar
            ? .scalar(first, isWide: isWide, style: brush.style, ornament: brush.ornament)
            : .cluster(
                clusterNumber(character), isWide: isWide, style: brush.style, ornament: brush.ornament)
        place(slot, at: point, in: clip)
    }
}

extension Frame {
    /// The character a slot of this frame shows.
    func character(of slot: Slot) -> Character {
        if let index = slot.clusterIndex { return clusters[index] }
        return Character(slot.scalar ?? " ")
    }

    /// The whole style of a slot of this frame.
    func style(of slot: Slot) -> Style {
        var style = slot.style
        style.underlineColor = ornaments[Int(slot.ornament)].underlineColor
        return style
    }
}

extension Character {
    fileprivate var isOneScalar: Bool {
        let scalars = unicodeScalars
        return scalars.index(after: scalars.startIndex) == scalars.endIndex
    }
}
