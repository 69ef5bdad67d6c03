import Glibc

/// What comes to a house from its fronts and from commands.
package enum HouseEvent: Sendable, Equatable {
    /// A terminal is there to be drawn on. An earlier one has been ``left(_:)`` before.
    case attached(Visitor)

    /// The attached terminal has another size.
    case resized(TerminalSize)

    /// The terminal goes: end drawing and give it back as it was, before the next ``HouseSocket/next()``.
    ///
    /// The visitor's descriptors are open until then and closed after. A suspended visitor attaches
    /// again when its job continues.
    case left(Departure)

    /// Somebody asks for something; answer with ``HouseSocket/reply(to:_:)`` and ``HouseSocket/finish(_:code:text:)``.
    case asked(Inquiry)

    /// The operator's word on what an answer under way asked back, and whose word it is.
    case answered(Inquiry, words: [String], Testimony)

    /// Who asked has gone: nobody will read the answer.
    case withdrawn(Inquiry)

    /// Somebody ended a guardian, so that less is known of what shells have left behind.
    case guardianLost(GuardianLoss)

    /// The front with which this house ends has gone: shut down.
    case orphaned
}

/// A question put to the running house by a command such as `jarvis status`.
package struct Inquiry: Sendable, Equatable, Identifiable {
    /// Unique while the house lives.
    package let id: Int

    /// The command's name, for example ``killHouse``.
    package let name: String

    /// The command's arguments, as given.
    package let arguments: [String]

    /// The name of the order to end: take the steps of shutting down, then exit.
    package static let killHouse = "kill-house"

    /// The name of the question which programs the house's shells run; a line each.
    package static let runningPrograms = "running-programs"
}

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
