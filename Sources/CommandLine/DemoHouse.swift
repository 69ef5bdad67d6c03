import House
import Jarvis
import Multiplexer
import Settings

/// A demo that is open on some terminal, as commands see it: it answers where nothing else can.
///
/// A real cluster comes first, and what is said of one is never said of the other without a word about it.
package struct DemoHouse {
    /// Who is to be asked.
    package enum Turn: Sendable {
        /// The house, or this process in its place.
        case house
        /// The same, while a demo runs as well.
        case houseBesideDemo
        case demo
    }

    private let environment: [String: String]

    package init(_ environment: [String: String] = ProcessEnvironment.current) {
        self.environment = environment
    }

    /// Where it is.
    package var address: HouseAddress { HouseAddress.standard(environment).demo }

    /// Whether there is one.
    var isOpen: Bool { runs(address) }

    /// Whose turn it is to answer a command.
    package var turn: Turn {
        guard isOpen else { return .house }
        return runs(.standard(environment)) || mayHaveCluster ? .houseBesideDemo : .demo
    }

    /// The address to ask; standard error tells of a demo.
    package func addressToAsk() -> HouseAddress {
        switch turn {
        case .house: return .standard(environment)
        case .houseBesideDemo:
            StandardError.write("A demo runs, too; what follows is not about it.")
            return .standard(environment)
        case .demo:
            StandardError.write("demo: what follows is about its simulated cluster.")
            return address
        }
    }

    /// Whether somebody is there; who does not answer is, too.
    private func runs(_ address: HouseAddress) -> Bool {
        do throws(HouseError) {
            return try Question(to: address).house() != nil
        } catch .noAnswer, .crowded {
            return true
        } catch {
            return false
        }
    }

    /// Whether the configuration names a cluster; one with a mistake may.
    private var mayHaveCluster: Bool {
        do throws(SettingsError) {
            let file = Folders(environment: environment).configurationFile
            return try Configuration.read(file: file)?.clusters.isEmpty == false
        } catch {
            return true
        }
    }
}
