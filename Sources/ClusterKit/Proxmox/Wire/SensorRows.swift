import JSON

extension SensorReading {
    /// The most readings that are kept of one node.
    private static let limit = 64

    /// Reads the output of `sensors -j` (sensors(1)), a text inside the answer: chips, their inputs, and of each
    /// input `tempN_input` in degrees Celsius; hottest first.
    ///
    /// It comes as `sensorsOutput` from nodes whose API was extended, as by
    /// https://github.com/Meliox/PVE-mods, which writes 0 for an input that could not be read.
    static func all(in text: String) -> [SensorReading] {
        guard let chips = json(text)?.object else { return [] }
        var readings: [SensorReading] = []
        for (chip, inputs) in chips {
            for (input, values) in inputs.object ?? [:] {
                guard let celsius = celsius(values), celsius != 0, (-60...200).contains(celsius) else {
                    continue
                }
                readings.append(SensorReading(sensor: "\(chip) \(input)", celsius: celsius))
            }
        }
        return Array(readings.sorted { ($1.celsius, $0.sensor) < ($0.celsius, $1.sensor) }.prefix(limit))
    }

    /// What is no JSON is no reading: the extension passes on whatever the program wrote.
    private static func json(_ text: String) -> JSONValue? {
        do {
            return try JSONValue(bytes: Array(text.utf8))
        } catch {
            return nil
        }
    }

    private static func celsius(_ values: JSONValue) -> Double? {
        values.object?.first { $0.key.hasPrefix("temp") && $0.key.hasSuffix("_input") }?.value.double
    }
}
