import Screen

/// The choice between two buttons, no first.
struct YesNo: Sendable {
    /// Whether yes is the one that Enter presses.
    private(set) var isYes = false

    /// Takes a key: the answer once there is one, `nil` while it is open.
    mutating func answer(to input: Input) -> Bool? {
        switch input.key?.description {
        case "y", "Y": return true
        case "n", "N", "Esc", "q": return false
        case "Enter": return isYes
        case "Left", "Right", "Tab", "S-Tab", "h", "l": isYes.toggle()
        default: break
        }
        return nil
    }
}
