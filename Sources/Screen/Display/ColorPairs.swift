import CNCurses

/// The colour pairs of a screen: each combination of colours gets a number when it is first drawn.
struct ColorPairs {
    private var numbers: [UInt64: Int32] = [:]
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    /// Whether a combination found no room since the last `removeAll`.
    private(set) var isOverfull = false

    /// Forgets all pairs; what is on the screen has to be drawn anew.
    mutating func removeAll() {
        numbers = [:]
        isOverfull = false
        reset_color_pairs()
    }

    /// The pair of two colour numbers of ncurses, -1 being the terminal's own; 0 when there is no room for it.
    mutating func pair(foreground: Int32, background: Int32) -> Int32 {
        if foreground == -1, background == -1 { return 0 }
        let key = UInt64(UInt32(bitPattern: foreground)) << 32 | UInt64(UInt32(bitPattern: background))
        if let known = numbers[key] { return known }
        guard numbers.count < limit else {
            isOverfull = limit > 0
            return 0
        }
        let number = Int32(numbers.count + 1)
        guard init_extended_pair(number, foreground, background) == OK else { return 0 }
        numbers[key] = number
        return number
    }
}
