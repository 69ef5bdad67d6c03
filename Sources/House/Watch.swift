/// `jarvis watch`: a house in the foreground, for a service manager.
package enum Watch {
    /// Becomes the house: same process id, standard output and error, crash reports in their folder.
    ///
    /// Returns only by throwing. When a house already keeps the state, the new one says so and exits.
    package static func run(_ address: HouseAddress, arguments: [String] = []) throws(HouseError) -> Never {
        try HouseProcess.become(HouseStart(address: address, listens: true, rest: arguments))
    }
}
