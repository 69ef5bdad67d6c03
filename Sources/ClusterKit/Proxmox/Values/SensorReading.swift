/// A temperature that a node's sensor measured.
package struct SensorReading: Sendable, Hashable {
    /// The chip and its input: `coretemp-isa-0000 Package id 0`.
    package var sensor: String
    /// Degrees Celsius.
    package var celsius: Double

    package init(sensor: String, celsius: Double) {
        self.sensor = sensor
        self.celsius = celsius
    }

    /// From where on a temperature deserves a look.
    package static let warm = 65.0
    /// From where on it does harm.
    package static let hot = 80.0

    /// What makes temperatures known, for people.
    package static let remedy =
        "install lm-sensors on the node and the extension of its API that adds `sensorsOutput` to "
        + "/nodes/NODE/status (pve-mod-gui-sensors)"
}
