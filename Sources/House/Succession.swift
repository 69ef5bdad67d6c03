import Glibc

/// The houses of a front: the one that it finds or starts, and those that go on for one that died.
struct Succession {
    private let configuration: FrontConfiguration
    private var deaths: [ContinuousClock.Instant] = []

    init(_ configuration: FrontConfiguration) {
        self.configuration = configuration
    }

    /// Finds the house, or starts one.
    func first() throws(HouseError) -> HouseDoor.Greeting { try enter() }

    /// Counts a death; those of the last minute count.
    mutating func note() {
        let now = ContinuousClock.now
        deaths = deaths.filter { now - $0 < .seconds(60) } + [now]
    }

    /// Whether another house follows the last one that died: not when that was to end, nor when too many have.
    var goesOn: Bool { !isGivenUp && deaths.count < configuration.mostDeaths }

    /// What it means that none follows; a sentence with a blank before it, or nothing.
    var consequence: String {
        guard !isGivenUp, deaths.count >= configuration.mostDeaths, configuration.mostDeaths > 1 else {
            return ""
        }
        let times = " It died \(configuration.mostDeaths) times in a minute and is not started again"
        return configuration.bond == .alone
            ? times + "; its shells end with it."
            : times + "; its shells are kept, and `jarvis` goes on with them."
    }

    /// The next house; one that dies before it is open counts as a death, too.
    mutating func next(after death: HouseDeath) throws(HouseError) -> HouseDoor.Greeting {
        while true {
            do throws(HouseError) {
                return try enter(fate: death.ending?.description ?? "")
            } catch {
                deaths.append(.now)
                guard case .notStarted = error, deaths.count < configuration.mostDeaths else { throw error }
            }
        }
    }

    /// A house that ends with its front leaves no shells behind, however it died.
    func end() {
        guard configuration.bond == .alone else { return }
        let place = KeeperPlace(folder: configuration.address.state, name: KeeperPlace.ofFront(getpid()))
        do throws(HouseError) {
            _ = try place.dismiss()
        } catch {
            error.description.tell()
        }
    }

    private func enter(fate: String? = nil) throws(HouseError) -> HouseDoor.Greeting {
        let door = HouseDoor(address: configuration.address)
        var start = HouseStart(
            address: configuration.address, listens: configuration.bond != .alone,
            rest: configuration.arguments)
        start.fate = fate
        return configuration.bond == .shared ? try door.enter(start) : try door.build(start)
    }

    private var isGivenUp: Bool {
        (configuration.bond != .alone || !configuration.address.keepsState)
            && HouseLock.isGivenUp(configuration.address)
    }
}
