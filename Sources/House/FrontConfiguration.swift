/// How a front finds or starts its house.
package struct FrontConfiguration: Sendable {
    /// Where the house is.
    package var address: HouseAddress

    /// What the program's `house` subcommand is told when a house has to be started.
    package var arguments: [String]

    /// How the house relates to the front.
    package var bond: Bond

    /// Whether it waits for its turn while another terminal is attached, rather than taking its place.
    package var yields: Bool

    /// At the death of this number within a minute the house is not started again.
    package var mostDeaths = 3

    package init(address: HouseAddress, arguments: [String] = [], bond: Bond = .shared, yields: Bool = false)
    {
        self.address = address
        self.arguments = arguments
        self.bond = bond
        self.yields = yields
    }

    /// How a house relates to the front that started it.
    package enum Bond: Sendable {
        /// The running house, or a new one that stays.
        case shared

        /// A new house that keeps the state and ends with the front: `--foreground`.
        case foreground

        /// A new house that locks and listens to nothing and ends with the front: the demo.
        case alone
    }
}
