/// The part of a whole, from 0; `nil` when either figure is unknown, or where there is no whole.
func share(_ part: Int?, of whole: Int?) -> Double? {
    guard let part, let whole, whole > 0 else { return nil }
    return Double(part) / Double(whole)
}
