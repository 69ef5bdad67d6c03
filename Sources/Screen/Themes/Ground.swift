/// What lies behind text.
package enum Ground: String, Sendable, CaseIterable {
    /// The screen itself.
    case background
    /// A panel.
    case surface
    /// A dialog, the palette, a card above a panel.
    case raised
    /// The selected row.
    case selection
}
