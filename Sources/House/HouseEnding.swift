/// How a house ended that was told to.
package enum HouseEnding: Sendable, Equatable {
    /// It took its steps by itself, its shells' end among them.
    case orderly

    /// It took too long and was killed; its shells ended with it.
    case killed

    /// It did not answer and has ended; its shells go on in the next one.
    case shellsKept

    /// None ran; the shells that a dead one left have ended.
    case shellsEnded
}
