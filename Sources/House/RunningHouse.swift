/// A running house as it introduces itself.
package struct RunningHouse: Sendable, Equatable {
    /// The version of its program.
    package let version: String

    /// Whether a front of this version can attach to it.
    package let speaksThisWire: Bool

    /// Whether its program's file was removed or another one put in its place, as by an upgrade; so for every other wire.
    package let isReplaced: Bool
}
