/// From which part in use on something deserves attention.
package struct Threshold: Sendable, Hashable {
    /// A part from 0 to 1.
    package let warning: Double
    /// A part from 0 to 1.
    package let critical: Double

    package static let processor = Threshold(warning: 0.8, critical: 0.95)
    package static let memory = Threshold(warning: 0.85, critical: 0.95)
    /// A node's root file system.
    package static let disk = Threshold(warning: 0.9, critical: 0.95)
    package static let guestProcessor = Threshold(warning: 0.85, critical: 0.95)
    package static let guestMemory = Threshold(warning: 0.9, critical: 0.98)
    package static let storage = Threshold(warning: 0.85, critical: 0.95)
}

/// The part of a whole, from 0; `nil` when either figure is unknown, or where there is no whole.
func share(_ part: Int?, of whole: Int?) -> Double? {
    guard let part, let whole, whole > 0 else { return nil }
    return Double(part) / Double(whole)
}
